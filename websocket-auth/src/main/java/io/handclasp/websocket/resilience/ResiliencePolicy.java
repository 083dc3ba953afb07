package io.handclasp.websocket.resilience;

import io.handclasp.core.Settings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a verdict is reached in spite of trouble. Immutable and checked when built.
 *
 * @param deadline how long a whole handshake may wait for its verdict, retries and waits included, 1 ms to 1 minute
 * @param cache what is remembered of verdicts, and whether handshakes share questions
 * @param admission how much is asked of the auth service at once
 * @param retry how often and when a call is tried again
 * @param breaker when an endpoint is left alone
 * @param hedgeAfter when there are several endpoints: how long one may be silent before the next is asked, too; the first
 *     verdict counts and the other call is cancelled. Each hedge is paid for like a retry. Empty asks one at a time.
 * @param degraded who judges when the auth service cannot be reached
 * @param retryAfter what a client is told to wait, at least, when there is no verdict; up to as much again is added at
 *     random, so that clients do not come back together
 */
public record ResiliencePolicy(
        Duration deadline,
        CachePolicy cache,
        AdmissionPolicy admission,
        RetryPolicy retry,
        BreakerPolicy breaker,
        Optional<Duration> hedgeAfter,
        DegradedPolicy degraded,
        Duration retryAfter) {
    /** What is left for a degraded mode when the judge has used up its time. */
    private static final Duration LONGEST_RESERVE = Duration.ofMillis(100);

    /** Checks each setting, and that one attempt fits the deadline. */
    public ResiliencePolicy {
        Settings.requireWithin("deadline", deadline, Duration.ofMillis(1), Duration.ofMinutes(1));
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(admission, "admission");
        Objects.requireNonNull(retry, "retry");
        Objects.requireNonNull(breaker, "breaker");
        Objects.requireNonNull(degraded, "degraded");
        Settings.requireWithin("retryAfter", retryAfter, Duration.ofMillis(1), Duration.ofHours(1));
        hedgeAfter.ifPresent(
                delay -> Settings.requireWithin("hedgeAfter", delay, Duration.ofMillis(1), retry.attemptTimeout()));
        if (retry.attemptTimeout().compareTo(deadline) > 0) {
            throw new IllegalArgumentException("retry.attemptTimeout was " + retry.attemptTimeout()
                    + ", must not be greater than deadline, which is " + deadline);
        }
        if (degraded instanceof DegradedPolicy.ReuseVerdict && cache.ttl().isZero()) {
            throw new IllegalArgumentException(
                    "degraded was " + degraded + ", must not reuse verdicts when cache.ttl is " + cache.ttl());
        }
    }

    /**
     * The default: 3 s for the whole handshake, {@link CachePolicy#standard()}, {@link AdmissionPolicy#standard()},
     * {@link RetryPolicy#standard()}, {@link BreakerPolicy#standard()}, no hedging, nobody admitted without a verdict, and
     * clients told to wait 1 s to 2 s.
     *
     * @return the standard policy
     */
    public static ResiliencePolicy standard() {
        return new ResiliencePolicy(
                Duration.ofSeconds(3),
                CachePolicy.standard(),
                AdmissionPolicy.standard(),
                RetryPolicy.standard(),
                BreakerPolicy.standard(),
                Optional.empty(),
                DegradedPolicy.failClosed(),
                Duration.ofSeconds(1));
    }

    /**
     * The standard policy without a memory: the judge is asked anew for each handshake, so that what it withdraws is refused
     * from that moment on. For small numbers of clients, or where a withdrawn token must not live a second longer.
     *
     * @return the strict policy
     */
    public static ResiliencePolicy strict() {
        return standard().withCache(CachePolicy.none());
    }

    /** How long the judge may take, so that a degraded mode still has time to answer. */
    Duration judgingTime() {
        if (degraded instanceof DegradedPolicy.FailClosed) {
            return deadline;
        }
        Duration tenth = deadline.dividedBy(10);
        return deadline.minus(tenth.compareTo(LONGEST_RESERVE) < 0 ? tenth : LONGEST_RESERVE);
    }

    /**
     * Another deadline.
     *
     * @param deadline 1 ms to 1 minute
     * @return the changed policy
     */
    public ResiliencePolicy withDeadline(Duration deadline) {
        return new ResiliencePolicy(deadline, cache, admission, retry, breaker, hedgeAfter, degraded, retryAfter);
    }

    /**
     * Another memory of verdicts.
     *
     * @param cache the policy
     * @return the changed policy
     */
    public ResiliencePolicy withCache(CachePolicy cache) {
        return new ResiliencePolicy(deadline, cache, admission, retry, breaker, hedgeAfter, degraded, retryAfter);
    }

    /**
     * Another bound for what is asked at once.
     *
     * @param admission the policy
     * @return the changed policy
     */
    public ResiliencePolicy withAdmission(AdmissionPolicy admission) {
        return new ResiliencePolicy(deadline, cache, admission, retry, breaker, hedgeAfter, degraded, retryAfter);
    }

    /**
     * Another answer to an outage.
     *
     * @param degraded the policy
     * @return the changed policy
     */
    public ResiliencePolicy withDegraded(DegradedPolicy degraded) {
        return new ResiliencePolicy(deadline, cache, admission, retry, breaker, hedgeAfter, degraded, retryAfter);
    }

    /**
     * Another retry policy.
     *
     * @param retry the policy
     * @return the changed policy
     */
    public ResiliencePolicy withRetry(RetryPolicy retry) {
        return new ResiliencePolicy(deadline, cache, admission, retry, breaker, hedgeAfter, degraded, retryAfter);
    }

    /**
     * Another breaker policy.
     *
     * @param breaker the policy
     * @return the changed policy
     */
    public ResiliencePolicy withBreaker(BreakerPolicy breaker) {
        return new ResiliencePolicy(deadline, cache, admission, retry, breaker, hedgeAfter, degraded, retryAfter);
    }

    /**
     * With hedging.
     *
     * @param hedgeAfter 1 ms to the time of an attempt
     * @return the changed policy
     */
    public ResiliencePolicy withHedgeAfter(Duration hedgeAfter) {
        return new ResiliencePolicy(
                deadline, cache, admission, retry, breaker, Optional.of(hedgeAfter), degraded, retryAfter);
    }

    /**
     * Another wait for clients.
     *
     * @param retryAfter the shortest wait
     * @return the changed policy
     */
    public ResiliencePolicy withRetryAfter(Duration retryAfter) {
        return new ResiliencePolicy(deadline, cache, admission, retry, breaker, hedgeAfter, degraded, retryAfter);
    }
}
