package io.handclasp.core.time;

import java.time.Instant;
import java.util.concurrent.locks.Condition;

/**
 * The two clocks, injected once: wall time for what has a date, such as the claims of a token, and monotonic time for
 * everything that elapses. Nothing else in Handclasp reads the time.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface TimeSource {
    /**
     * Reads the wall clock. It may jump in either direction.
     *
     * @return the current date and time
     */
    Instant now();

    /**
     * Reads the monotonic clock. Only the difference of two readings means something, and it must be taken by
     * subtraction, since the count may overflow (see {@link System#nanoTime()}).
     *
     * @return the current reading, in nanoseconds
     */
    long nanoTime();

    /**
     * Waits on a condition until it is signalled or the monotonic clock has reached a point. The caller holds the lock
     * of the condition and, as with every condition, checks what it waits for in a loop: the wait may also end for no
     * reason.
     *
     * @param condition what to wait on
     * @param deadlineNanos the reading of {@link #nanoTime()} at which the wait ends
     * @return false if the clock has reached that point, else true
     * @throws InterruptedException if the thread was interrupted
     */
    @SuppressWarnings("WaitNotInLoop") // The loop is the caller's, as with Condition.awaitNanos itself.
    default boolean awaitUntil(Condition condition, long deadlineNanos) throws InterruptedException {
        long remainingNanos = deadlineNanos - nanoTime();
        return remainingNanos > 0 && condition.awaitNanos(remainingNanos) > 0;
    }

    /**
     * The clocks of this machine.
     *
     * @return the one system time source
     */
    static TimeSource system() {
        return SystemTimeSource.INSTANCE;
    }
}
