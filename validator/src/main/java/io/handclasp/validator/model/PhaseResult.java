package io.handclasp.validator.model;

import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one phase of a run learnt. Immutable.
 *
 * @param phase the phase
 * @param checks the results of its checks, in the order of the plan; may be empty when none was planned
 * @param startedAfter when the phase began, counted from the start of the run; empty when it never did
 * @param took how long it took; zero when it never began
 */
public record PhaseResult(
        ValidationPhase phase, List<CheckResult> checks, Optional<Duration> startedAfter, Duration took) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when a check is of another phase or a duration is negative
     */
    public PhaseResult {
        Objects.requireNonNull(phase, "phase");
        checks = List.copyOf(checks);
        for (CheckResult check : checks) {
            if (check.phase() != phase) {
                throw new IllegalArgumentException(
                        "phase of " + check.id() + " was " + check.phase() + ", must be " + phase);
            }
        }
        startedAfter.ifPresent(after -> Settings.requireNotNegative("startedAfter", after));
        Settings.requireNotNegative("took", took);
    }

    /**
     * The status of the phase: that of its checks taken together, each weighed by its severity.
     *
     * @return the status; {@link Status#UNKNOWN} when none of its checks was judged
     */
    public Status status() {
        Status together = checks.stream().map(CheckResult::weighedStatus).collect(Status.toAggregate());
        boolean judged = checks.stream().anyMatch(check -> check.status().ran());
        return judged || together == Status.FAIL ? together : Status.UNKNOWN;
    }

    /**
     * What the checks of this phase come to.
     *
     * @return the score of the phase alone
     */
    public Score score() {
        return Score.of(checks);
    }

    /**
     * How many of the checks ended in a state.
     *
     * @param state the state
     * @return the number
     */
    public long count(CheckState state) {
        return checks.stream().filter(check -> check.state() == state).count();
    }
}
