package io.handclasp.websocket.resilience;

import io.handclasp.core.Settings;
import java.time.Duration;

/**
 * How often and when a call is tried again: exponential backoff with full jitter (a wait between zero and the backoff, so
 * that clients who failed together do not come back together), within a budget.
 *
 * @param maxAttempts how many attempts a handshake gets, the first one included, 1 to 10
 * @param attemptTimeout how long one attempt may take, 1 ms to 1 minute
 * @param firstBackoff the longest wait before the second attempt; it doubles for each further one
 * @param longestBackoff the longest wait of all, unless the auth service asks for a longer one
 * @param budgetRatio how many retries each first call earns, 0 to 10: 0.5 lets retries add half to the load at most
 * @param budgetReserve how many retries may be saved up, and are there at the start, 1 to 100,000
 */
public record RetryPolicy(
        int maxAttempts,
        Duration attemptTimeout,
        Duration firstBackoff,
        Duration longestBackoff,
        double budgetRatio,
        int budgetReserve) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Checks each setting. */
    public RetryPolicy {
        Settings.requireRange("maxAttempts", maxAttempts, 1, 10);
        Settings.requireWithin("attemptTimeout", attemptTimeout, Duration.ofMillis(1), LONGEST);
        Settings.requireWithin("firstBackoff", firstBackoff, Duration.ZERO, LONGEST);
        Settings.requireWithin("longestBackoff", longestBackoff, firstBackoff, LONGEST);
        Settings.requireRange("budgetRatio", budgetRatio, 0.0, 10.0);
        Settings.requireRange("budgetReserve", budgetReserve, 1, 100_000);
    }

    /**
     * Five attempts of 250 ms, backoff from 20 ms to 200 ms, retries at most half of first calls, 100 saved up.
     *
     * <p>When 30 % of calls fail, three attempts give 97.3 % success and five give 99.76 %. A hung call costs 250 ms and
     * no more; a healthy auth service answers well within it.
     *
     * @return the standard policy
     */
    public static RetryPolicy standard() {
        return new RetryPolicy(5, Duration.ofMillis(250), Duration.ofMillis(20), Duration.ofMillis(200), 0.5, 100);
    }

    /**
     * Another number of attempts.
     *
     * @param maxAttempts 1 to 10
     * @return the changed policy
     */
    public RetryPolicy withMaxAttempts(int maxAttempts) {
        return new RetryPolicy(maxAttempts, attemptTimeout, firstBackoff, longestBackoff, budgetRatio, budgetReserve);
    }

    /**
     * Another time for each attempt.
     *
     * @param attemptTimeout 1 ms to 1 minute
     * @return the changed policy
     */
    public RetryPolicy withAttemptTimeout(Duration attemptTimeout) {
        return new RetryPolicy(maxAttempts, attemptTimeout, firstBackoff, longestBackoff, budgetRatio, budgetReserve);
    }

    /**
     * Another backoff.
     *
     * @param first the longest wait before the second attempt
     * @param longest the longest wait of all
     * @return the changed policy
     */
    public RetryPolicy withBackoff(Duration first, Duration longest) {
        return new RetryPolicy(maxAttempts, attemptTimeout, first, longest, budgetRatio, budgetReserve);
    }

    /**
     * Another budget.
     *
     * @param ratio how many retries each first call earns
     * @param reserve how many may be saved up
     * @return the changed policy
     */
    public RetryPolicy withBudget(double ratio, int reserve) {
        return new RetryPolicy(maxAttempts, attemptTimeout, firstBackoff, longestBackoff, ratio, reserve);
    }
}
