package io.handclasp.websocket.session;

import java.time.Duration;

/** So many in a second, and what was not used of the last quarter of one. Not thread-safe. */
final class Pace {
    private static final long NANOS_OF_SECOND = 1_000_000_000L;
    private static final long MOST_NANOS = Duration.ofMillis(250).toNanos();

    private final long nanosEach;
    private final long mostNanos;
    private long creditNanos;
    private long lastNanos;

    Pace(int perSecond, long nowNanos) {
        this.nanosEach = NANOS_OF_SECOND / perSecond;
        this.mostNanos = Math.max(MOST_NANOS, nanosEach);
        this.creditNanos = mostNanos;
        this.lastNanos = nowNanos;
    }

    /** How many may go at once after a rest. */
    int burst() {
        return (int) (mostNanos / nanosEach);
    }

    boolean take(long nowNanos) {
        long elapsed = Math.max(0, nowNanos - lastNanos);
        lastNanos = nowNanos;
        creditNanos = Math.min(mostNanos, creditNanos + Math.min(elapsed, mostNanos));
        if (creditNanos < nanosEach) {
            return false;
        }
        creditNanos -= nanosEach;
        return true;
    }
}
