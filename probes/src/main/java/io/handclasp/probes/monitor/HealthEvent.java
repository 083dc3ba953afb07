package io.handclasp.probes.monitor;

import io.handclasp.core.Finding;
import io.handclasp.probes.Criticality;
import io.handclasp.probes.ProbeState;
import java.time.Instant;
import java.util.Objects;

/** Something that a monitor noticed about one probe. */
public sealed interface HealthEvent {
    /**
     * The probe.
     *
     * @return its id
     */
    String probe();

    /**
     * When it was noticed, on the wall clock.
     *
     * @return the time
     */
    Instant at();

    /**
     * The monitor takes the probe to be in another state now. Every change is told, without thresholds or cooldown beyond those
     * of the state itself.
     *
     * @param probe the id of the probe
     * @param at when
     * @param from the state before
     * @param to the state now
     */
    record StateChanged(String probe, Instant at, ProbeState from, ProbeState to) implements HealthEvent {
        /** Refuses missing parts. */
        public StateChanged {
            Objects.requireNonNull(probe, "probe");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /**
     * Somebody should look. For each probe and cause there is at most one within the cooldown, unless it got worse: from
     * nobody can tell to down.
     *
     * @param probe the id of the probe
     * @param at when
     * @param cause what it is about
     * @param criticality how much depends on the probe
     * @param repeated whether the same was told before and lasts
     * @param suppressed how often the same began since the last alert and was not told, for the sake of the cooldown
     * @param finding what was found, for people and machines; its codes are in docs/health.md
     */
    record AlertRaised(
            String probe,
            Instant at,
            AlertCause cause,
            Criticality criticality,
            boolean repeated,
            long suppressed,
            Finding finding)
            implements HealthEvent {
        /** Refuses missing parts. */
        public AlertRaised {
            Objects.requireNonNull(probe, "probe");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(criticality, "criticality");
            Objects.requireNonNull(finding, "finding");
        }
    }

    /**
     * What an alert was about is over. There is exactly one for each cause that was told, and none for what was not.
     *
     * @param probe the id of the probe
     * @param at when
     * @param cause what it was about
     * @param criticality how much depends on the probe
     */
    record Recovered(String probe, Instant at, AlertCause cause, Criticality criticality) implements HealthEvent {
        /** Refuses missing parts. */
        public Recovered {
            Objects.requireNonNull(probe, "probe");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(criticality, "criticality");
        }
    }
}
