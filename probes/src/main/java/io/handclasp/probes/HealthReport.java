package io.handclasp.probes;

import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What one run learnt: one result for each probe, in the order of their set. Immutable.
 *
 * @param startedAt when the run began, on the wall clock
 * @param took how long the run took as a whole
 * @param results one for each probe; no two with the same id
 */
public record HealthReport(Instant startedAt, Duration took, List<ProbeResult> results) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when the duration is negative or two results have the same id
     */
    public HealthReport {
        Objects.requireNonNull(startedAt, "startedAt");
        Settings.requireNotNegative("took", took);
        results = List.copyOf(results);
        Set<String> ids = new HashSet<>();
        for (ProbeResult result : results) {
            if (!ids.add(result.id())) {
                throw new IllegalArgumentException(
                        "results held " + result.id() + " twice, must hold one result for each probe");
            }
        }
    }

    /**
     * The status of the whole: that of all results taken together ({@link Status#aggregate}), each weighed by its criticality.
     *
     * @return the status; {@link Status#UNKNOWN} without results that count
     */
    public Status status() {
        return results.stream().map(ProbeResult::weighedStatus).collect(Status.toAggregate());
    }

    /**
     * The status of one kind.
     *
     * @param kind the kind
     * @return that of its results taken together; {@link Status#UNKNOWN} when it has none that count
     */
    public Status status(ProbeKind kind) {
        return ofKind(kind).status();
    }

    /**
     * The part of this report that is about one kind.
     *
     * @param kind the kind
     * @return a report with the results of that kind only
     */
    public HealthReport ofKind(ProbeKind kind) {
        return new HealthReport(
                startedAt,
                took,
                results.stream().filter(result -> result.kind() == kind).toList());
    }

    /**
     * The result of one probe.
     *
     * @param id the id of the probe
     * @return its result; empty when it was not in the run
     */
    public Optional<ProbeResult> result(String id) {
        return results.stream().filter(result -> result.id().equals(id)).findFirst();
    }

    /**
     * Whether the run was left to end. One whose thread was interrupted says nothing about health.
     *
     * @return false when a result is {@link Ending#CANCELLED}
     */
    public boolean isComplete() {
        return results.stream().noneMatch(result -> result.ending() == Ending.CANCELLED);
    }

    /**
     * What a health score is made of.
     *
     * @return the weights of this report's results
     */
    public ScoreInput scoreInput() {
        return ScoreInput.of(results);
    }
}
