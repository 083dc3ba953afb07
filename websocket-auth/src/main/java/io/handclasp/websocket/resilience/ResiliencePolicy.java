package io.handclasp.websocket.resilience;

import io.handclasp.core.Settings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a verdict is reached in spite of trouble. Immutable and checked when built.
 *
 * @param deadline how long a whole handshake may wait for its verdict, retries and waits included, 1 ms to 1 minute
 * @param retry how often and when a call is tried again
 * @param breaker when an endpoint is left alone
 * @param hedgeAfter when there are several endpoints: how long one may be silent before the next is asked, too; the first
 *     verdict counts and the other call is cancelled. Each hedge is paid for like a retry. Empty asks one at a time.
 * @param retryAfter what a client is told to wait, at least, when there is no verdict; up to as much again is added at
 *     random, so that clients do not come back together
 */
public record ResiliencePolicy(
        Duration deadline,
        RetryPolicy retry,
        BreakerPolicy breaker,
        Optional<Duration> hedgeAfter,
        Duration retryAfter) {

    /** Checks each setting, and that one attempt fits the deadline. */
    public ResiliencePolicy {
        Settings.requireWithin("deadline", deadline, Duration.ofMillis(1), Duration.ofMinutes(1));
        Objects.requireNonNull(retry, "retry");
        Objects.requireNonNull(breaker, "breaker");
        Settings.requireWithin("retryAfter", retryAfter, Duration.ofMillis(1), Duration.ofHours(1));
        hedgeAfter.ifPresent(
                delay -> Settings.requireWithin("hedgeAfter", delay, Duration.ofMillis(1), retry.attemptTimeout()));
        if (retry.attemptTimeout().compareTo(deadline) > 0) {
            throw new IllegalArgumentException("retry.attemptTimeout was " + retry.attemptTimeout()
                    + ", must not be greater than deadline, which is " + deadline);
        }
    }

    /**
     * The default: 3 s for the whole handshake, {@link RetryPolicy#standard()}, {@link BreakerPolicy#standard()}, no
     * hedging, and clients told to wait 1 s to 2 s.
     *
     * @return the standard policy
     */
    public static ResiliencePolicy standard() {
        return new ResiliencePolicy(
                Duration.ofSeconds(3),
                RetryPolicy.standard(),
                BreakerPolicy.standard(),
                Optional.empty(),
                Duration.ofSeconds(1));
    }

    /**
     * Another deadline.
     *
     * @param deadline 1 ms to 1 minute
     * @return the changed policy
     */
    public ResiliencePolicy withDeadline(Duration deadline) {
        return new ResiliencePolicy(deadline, retry, breaker, hedgeAfter, retryAfter);
    }

    /**
     * Another retry policy.
     *
     * @param retry the policy
     * @return the changed policy
     */
    public ResiliencePolicy withRetry(RetryPolicy retry) {
        return new ResiliencePolicy(deadline, retry, breaker, hedgeAfter, retryAfter);
    }

    /**
     * Another breaker policy.
     *
     * @param breaker the policy
     * @return the changed policy
     */
    public ResiliencePolicy withBreaker(BreakerPolicy breaker) {
        return new ResiliencePolicy(deadline, retry, breaker, hedgeAfter, retryAfter);
    }

    /**
     * With hedging.
     *
     * @param hedgeAfter 1 ms to the time of an attempt
     * @return the changed policy
     */
    public ResiliencePolicy withHedgeAfter(Duration hedgeAfter) {
        return new ResiliencePolicy(deadline, retry, breaker, Optional.of(hedgeAfter), retryAfter);
    }

    /**
     * Another wait for clients.
     *
     * @param retryAfter the shortest wait
     * @return the changed policy
     */
    public ResiliencePolicy withRetryAfter(Duration retryAfter) {
        return new ResiliencePolicy(deadline, retry, breaker, hedgeAfter, retryAfter);
    }
}
