package io.handclasp.websocket.resilience;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Exponential backoff with full jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 *
 * @param first the longest wait before the second attempt
 * @param longest the longest wait of all
 * @param random gives numbers from 0 (inclusive) to 1 (exclusive)
 */
record Backoff(Duration first, Duration longest, DoubleSupplier random) {
    private static final int MOST_DOUBLINGS = 20;

    /** How long to wait after an attempt that failed; attempts count from 1. */
    Duration after(int attempt) {
        long doubled = first.toNanos() << Math.min(attempt - 1, MOST_DOUBLINGS);
        long capped = Math.min(doubled, longest.toNanos());
        return Duration.ofNanos((long) (capped * random.getAsDouble()));
    }
}
