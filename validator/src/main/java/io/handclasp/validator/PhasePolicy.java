package io.handclasp.validator;

import io.handclasp.core.Settings;
import io.handclasp.validator.model.ValidationPhase;
import java.time.Duration;

/**
 * How a phase runs. Immutable.
 *
 * @param deadline how long the phase may take, 1 ms to 24 h; what is at work then has timed out, what was not started is not run,
 *     and the next phase begins
 * @param failFast whether nothing more is started in the phase once one of its checks has failed; what is left is blocked by that
 *     check
 * @param maxConcurrency how many checks of the phase may be with the executor at once, 1 to 1000; on the caller's own thread it is
 *     always one
 */
public record PhasePolicy(Duration deadline, boolean failFast, int maxConcurrency) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when one is out of bounds
     */
    public PhasePolicy {
        Settings.requireWithin("deadline", deadline, SHORTEST, LONGEST);
        Settings.requireRange("maxConcurrency", maxConcurrency, 1, 1_000);
    }

    /**
     * The policy of a phase for which the host sets none.
     *
     * @param phase the phase
     * @return 2 min and 16 checks at once; for {@link ValidationPhase#GOLDEN_PATH} 5 min; for
     *     {@link ValidationPhase#BUSINESS_CONTINUITY} 10 min and one at a time, since two faults at once would show nothing. None
     *     stops at its first failure.
     */
    public static PhasePolicy standard(ValidationPhase phase) {
        return switch (phase) {
            case INFRASTRUCTURE_HEALTH, VPC_CONNECTIVITY, WEBSOCKET_AUTH, SERVICE_INTEGRATION ->
                new PhasePolicy(Duration.ofMinutes(2), false, 16);
            case GOLDEN_PATH -> new PhasePolicy(Duration.ofMinutes(5), false, 16);
            case BUSINESS_CONTINUITY -> new PhasePolicy(Duration.ofMinutes(10), false, 1);
        };
    }

    /**
     * Returns this policy with another deadline.
     *
     * @param deadline how long the phase may take
     * @return a copy with that deadline
     */
    public PhasePolicy withDeadline(Duration deadline) {
        return new PhasePolicy(deadline, failFast, maxConcurrency);
    }

    /**
     * Returns this policy with another answer to a failure.
     *
     * @param failFast whether nothing more is started once a check has failed
     * @return a copy that does so
     */
    public PhasePolicy withFailFast(boolean failFast) {
        return new PhasePolicy(deadline, failFast, maxConcurrency);
    }

    /**
     * Returns this policy with another concurrency.
     *
     * @param maxConcurrency how many checks may be with the executor at once
     * @return a copy with that bound
     */
    public PhasePolicy withMaxConcurrency(int maxConcurrency) {
        return new PhasePolicy(deadline, failFast, maxConcurrency);
    }
}
