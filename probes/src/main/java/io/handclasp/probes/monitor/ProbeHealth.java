package io.handclasp.probes.monitor;

import io.handclasp.probes.Criticality;
import io.handclasp.probes.ProbeKind;
import io.handclasp.probes.ProbeResult;
import io.handclasp.probes.ProbeState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a monitor knows of one probe. Immutable.
 *
 * @param id the id of the probe
 * @param kind what it decides
 * @param criticality how much depends on it
 * @param state what its answers add up to
 * @param since since when it is in that state, on the wall clock
 * @param flapping whether it comes and goes
 * @param lastResult its last answer, as it was given
 * @param availability how often its answers were good
 * @param latency how long its verdicts took
 * @param incidents the incidents that are kept, the oldest first
 * @param timeToDetect how long those took to be noticed
 * @param timeToRecover how long those that are over lasted
 * @param burnRates one for each {@link BurnWindow}, in their order
 */
public record ProbeHealth(
        String id,
        ProbeKind kind,
        Criticality criticality,
        ProbeState state,
        Instant since,
        boolean flapping,
        Optional<ProbeResult> lastResult,
        Availability availability,
        DurationSummary latency,
        List<Incident> incidents,
        DurationSummary timeToDetect,
        DurationSummary timeToRecover,
        List<BurnRate> burnRates) {
    /** Refuses missing parts. */
    public ProbeHealth {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(criticality, "criticality");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(lastResult, "lastResult");
        Objects.requireNonNull(availability, "availability");
        Objects.requireNonNull(latency, "latency");
        incidents = List.copyOf(incidents);
        Objects.requireNonNull(timeToDetect, "timeToDetect");
        Objects.requireNonNull(timeToRecover, "timeToRecover");
        burnRates = List.copyOf(burnRates);
    }
}
