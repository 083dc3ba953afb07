package io.handclasp.websocket.resilience;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Retries as a share of first calls, so that they cannot multiply an outage: each first call earns a fraction of a retry,
 * and what is earned is saved up to a limit. Thread-safe.
 */
final class RetryBudget {
    private static final long UNIT = 1_000;

    private final long earned;
    private final long limit;
    private final AtomicLong balance;

    RetryBudget(double ratio, int reserve) {
        earned = Math.round(ratio * UNIT);
        limit = reserve * UNIT;
        balance = new AtomicLong(limit);
    }

    void firstCall() {
        balance.accumulateAndGet(earned, (have, more) -> Math.min(limit, have + more));
    }

    /** Takes one retry out of the budget; false when nothing is left. */
    boolean tryRetry() {
        long before = balance.getAndUpdate(have -> have >= UNIT ? have - UNIT : have);
        return before >= UNIT;
    }
}
