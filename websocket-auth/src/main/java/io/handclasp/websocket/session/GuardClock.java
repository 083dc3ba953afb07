package io.handclasp.websocket.session;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.verify.Identity;
import java.time.Instant;

/**
 * When a token has ended, by two clocks. A token says a date, and the wall clock may jump; the monotonic clock does not jump,
 * but it may stand still while a machine sleeps. So a token has ended as soon as either says so: the monotonic clock after the
 * time that was left when the token was judged, or the wall clock after the token's own date. No jump lengthens a session.
 *
 * <p>The wall clock is read now and then ({@link #look}); in between, its distance from the monotonic one is taken to last.
 */
final class GuardClock {
    /** Further than any token lives, and near enough that no difference overflows. */
    static final long NEVER = Long.MAX_VALUE / 2;

    private static final long NANOS_OF_SECOND = 1_000_000_000L;
    private static final long LAST_SECOND = NEVER / NANOS_OF_SECOND - 1;

    private final TimeSource timeSource;
    private volatile long wallAheadNanos;

    GuardClock(TimeSource timeSource) {
        this.timeSource = timeSource;
        look();
    }

    /** Compares the clocks anew. */
    void look() {
        wallAheadNanos = epochNanos(timeSource.now()) - timeSource.nanoTime();
    }

    /** How far the wall clock is ahead, as of the last look: only its changes mean something. */
    long wallAheadNanos() {
        return wallAheadNanos;
    }

    long nanoTime() {
        return timeSource.nanoTime();
    }

    Instant now() {
        return timeSource.now();
    }

    static long epochNanos(Instant instant) {
        long second = instant.getEpochSecond();
        if (second > LAST_SECOND) {
            return NEVER;
        }
        return second < 0 ? 0 : second * NANOS_OF_SECOND + instant.getNano();
    }

    /** Whether a token's own date has come. */
    boolean hasPassed(Identity identity) {
        return identity.expiresAt().filter(end -> !now().isBefore(end)).isPresent();
    }

    /** How long there is left until the earlier of two ends: one on the monotonic clock, one on the wall. */
    long leftNanos(long endNanos, long wallEndNanos) {
        long now = timeSource.nanoTime();
        return Math.min(endNanos - now, wallEndNanos - (now + wallAheadNanos));
    }
}
