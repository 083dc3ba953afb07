package io.handclasp.websocket;

import io.handclasp.core.Settings;
import io.handclasp.websocket.token.FirstMessageExtractor;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a token may come as the first message after the upgrade, when the handshake brings none. Immutable.
 *
 * @param carrier how the message is read, and how long it may be
 * @param waitLimit how long the message is waited for, 1 ms to the authenticator's deadline; empty for that deadline. The verdict
 *     has a deadline of its own after it
 * @param maxWaiting how many clients may wait at once, 1 to 1,000,000; who comes when they are that many is sent away at once
 *     as {@link AuthOutcome.Unavailable}
 */
public record FirstMessagePolicy(FirstMessageExtractor carrier, Optional<Duration> waitLimit, int maxWaiting) {
    /** How many clients may wait at once unless the host says otherwise. */
    public static final int STANDARD_MAX_WAITING = 10_000;

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Checks each setting. */
    public FirstMessagePolicy {
        Objects.requireNonNull(carrier, "carrier");
        waitLimit.ifPresent(set -> Settings.requireWithin("waitLimit", set, SHORTEST_WAIT, LONGEST_WAIT));
        Settings.requireRange("maxWaiting", maxWaiting, 1, 1_000_000);
    }

    /**
     * Waits as long as the authenticator's deadline, for up to {@value #STANDARD_MAX_WAITING} clients at once.
     *
     * @param carrier how the message is read
     * @return the policy
     */
    public static FirstMessagePolicy of(FirstMessageExtractor carrier) {
        return new FirstMessagePolicy(carrier, Optional.empty(), STANDARD_MAX_WAITING);
    }

    /**
     * Another wait.
     *
     * @param waitLimit 1 ms to the authenticator's deadline
     * @return the changed policy
     */
    public FirstMessagePolicy withWaitLimit(Duration waitLimit) {
        return new FirstMessagePolicy(carrier, Optional.of(waitLimit), maxWaiting);
    }

    /**
     * Another bound of clients that wait.
     *
     * @param maxWaiting 1 to 1,000,000
     * @return the changed policy
     */
    public FirstMessagePolicy withMaxWaiting(int maxWaiting) {
        return new FirstMessagePolicy(carrier, waitLimit, maxWaiting);
    }

    /** The wait at an authenticator, which is the place where it can be checked. */
    Duration waitWithin(Duration deadline) {
        Duration set = waitLimit.orElse(deadline);
        if (set.compareTo(deadline) > 0) {
            throw new IllegalArgumentException("waitLimit was " + set
                    + ", must not be greater than the authenticator's deadline, which is " + deadline);
        }
        return set;
    }
}
