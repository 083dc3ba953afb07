package io.handclasp.probes;

import io.handclasp.core.Finding;
import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What one run has to say about one probe. Immutable.
 *
 * @param id the id of the probe
 * @param kind what the probe decides
 * @param criticality what the outcome does to the status of the whole
 * @param outcome what was learnt
 * @param ending how the run came by the outcome
 * @param startedAt when the probe was started, on the wall clock; empty when it was not
 * @param took from its start to its end, or until it was given up; zero when it was not started
 * @param shared whether another run that had started the probe still waited for its answer when this one joined it
 */
public record ProbeResult(
        String id,
        ProbeKind kind,
        Criticality criticality,
        ProbeOutcome outcome,
        Ending ending,
        Optional<Instant> startedAt,
        Duration took,
        boolean shared) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when the id is blank or the duration negative
     */
    public ProbeResult {
        Settings.requireText("id", id);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(criticality, "criticality");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(startedAt, "startedAt");
        Settings.requireNotNegative("took", took);
    }

    /**
     * What was learnt, in one word.
     *
     * @return the state of the outcome
     */
    public ProbeState state() {
        return outcome.state();
    }

    /**
     * What this counts as when the whole is judged.
     *
     * @return the status of the outcome, weighed by the criticality
     */
    public Status weighedStatus() {
        return criticality.weigh(outcome.status());
    }

    /**
     * What was found, for machines: {@code probe.} and the ending when the probe did not answer, for example
     * {@code probe.timed-out}, else the state, for example {@code probe.down}.
     *
     * @return the code, in the grammar of {@link Finding}
     */
    public String code() {
        Enum<?> word = ending == Ending.ANSWERED ? state() : ending;
        return "probe." + word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * This result as a finding.
     *
     * @return the finding, with this result's code and the outcome's texts; its subject is the id
     */
    public Finding toFinding() {
        return outcome.toFinding(code(), id);
    }

    /**
     * This result with another outcome.
     *
     * @param other the outcome
     * @return a copy with that outcome
     */
    public ProbeResult withOutcome(ProbeOutcome other) {
        return new ProbeResult(id, kind, criticality, other, ending, startedAt, took, shared);
    }
}
