package io.handclasp.validator.drill;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;

/** Looks at the host: is it as it should be now? Called by one thread at a time in each run. */
@FunctionalInterface
public interface Observation {
    /**
     * Looks once.
     *
     * @param deadline when the answer is no longer of use
     * @return what was seen
     * @throws Exception when nobody can tell
     */
    Sighting look(Deadline deadline) throws Exception;

    /**
     * Expects a dependency to work.
     *
     * @param probe looks at it
     * @return an observation that is as expected while the probe says {@link ProbeState#UP} or {@link ProbeState#WARN}
     */
    static Observation up(Probe probe) {
        return deadline -> sighting(probe.check(deadline), true);
    }

    /**
     * Expects a dependency to be away, to show that a fault has taken effect.
     *
     * @param probe looks at it
     * @return an observation that is as expected while the probe says {@link ProbeState#DOWN}
     */
    static Observation down(Probe probe) {
        return deadline -> sighting(probe.check(deadline), false);
    }

    private static Sighting sighting(ProbeOutcome outcome, boolean upExpected) {
        return switch (outcome.state()) {
            case UP, WARN ->
                upExpected ? Sighting.asExpected(outcome.message()) : Sighting.notAsExpected(outcome.message());
            case DOWN ->
                upExpected ? Sighting.notAsExpected(outcome.message()) : Sighting.asExpected(outcome.message());
            case UNKNOWN, SKIPPED, BLOCKED -> Sighting.cannotTell(outcome.message());
        };
    }
}
