package io.handclasp.core.testing;

import io.handclasp.core.Settings;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * Two clocks that stand still until a test moves them. Safe for use by many threads.
 *
 * <p>A thread that waits in {@link #awaitUntil} looks at the clock again each millisecond of real time, since a
 * condition cannot be signalled from outside of its lock; so an advance wakes every waiter that it makes due.
 */
public final class ManualTimeSource implements TimeSource {
    /** Where the wall clock of every new time source stands. */
    public static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Instant wall = START;
    private long nanos;

    /** Makes a time source whose monotonic clock stands at zero. */
    public ManualTimeSource() {
        this(0);
    }

    /**
     * Makes a time source.
     *
     * @param nanos where the monotonic clock stands, for example just before the count overflows
     */
    public ManualTimeSource(long nanos) {
        this.nanos = nanos;
    }

    @Override
    public synchronized Instant now() {
        return wall;
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    /**
     * Moves both clocks forward.
     *
     * @param duration how far; not negative
     */
    public synchronized void advance(Duration duration) {
        Settings.requireNotNegative("duration", duration);
        wall = wall.plus(duration);
        nanos += duration.toNanos();
    }

    /**
     * Makes the wall clock jump; the monotonic clock stays.
     *
     * @param instant where to
     */
    public synchronized void setWall(Instant instant) {
        wall = instant;
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // The loop is the caller's, as with every TimeSource.
    public boolean awaitUntil(Condition condition, long deadlineNanos) throws InterruptedException {
        if (deadlineNanos - nanoTime() <= 0) {
            return false;
        }
        // A wait may end for no reason: the caller looks at what it waits for and comes back.
        long ignored = condition.awaitNanos(LOOK_AGAIN_NANOS);
        return deadlineNanos - nanoTime() > 0;
    }

    @Override
    public String toString() {
        return "ManualTimeSource[" + now() + "]";
    }
}
