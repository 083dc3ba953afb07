package io.handclasp.core.time;

import io.handclasp.core.Settings;
import java.time.Duration;

/**
 * A point on the monotonic clock by which something must have ended. It is handed down a chain of calls, so that all of
 * them together keep to one limit; jumps of the wall clock do not move it.
 *
 * <p>Durations beyond about 146 years count as 146 years, which keeps every difference of two readings within a
 * {@code long}. Immutable and safe for use by many threads.
 */
public final class Deadline {
    private static final long MAX_NANOS = Long.MAX_VALUE / 2;
    private static final Duration MAX = Duration.ofNanos(MAX_NANOS);

    private final TimeSource timeSource;
    private final long nanos;

    private Deadline(TimeSource timeSource, long nanos) {
        this.timeSource = timeSource;
        this.nanos = nanos;
    }

    /**
     * A deadline some time from now.
     *
     * @param duration how long from now; zero makes a deadline that has expired already
     * @param timeSource the clock to measure it on
     * @return the deadline
     * @throws IllegalArgumentException if the duration is negative
     */
    public static Deadline after(Duration duration, TimeSource timeSource) {
        return new Deadline(timeSource, timeSource.nanoTime() + cappedNanos(duration));
    }

    /**
     * The earlier of this deadline and one some time from now.
     *
     * @param duration how long from now
     * @return the deadline that ends first
     * @throws IllegalArgumentException if the duration is negative
     */
    public Deadline sooner(Duration duration) {
        return earlier(after(duration, timeSource));
    }

    /**
     * The earlier of two deadlines.
     *
     * @param other a deadline on the same clock
     * @return the deadline that ends first
     * @throws IllegalArgumentException if the other one is measured on another clock
     */
    public Deadline earlier(Deadline other) {
        if (other.timeSource != timeSource) {
            throw new IllegalArgumentException("the other deadline is measured on " + other.timeSource
                    + ", must be on the same time source as this one: " + timeSource);
        }
        return other.nanos - nanos < 0 ? other : this;
    }

    /**
     * How long there is left.
     *
     * @return the time left; zero when the deadline has expired, never negative
     */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /**
     * How long there is left, in nanoseconds.
     *
     * @return the time left; zero when the deadline has expired, never negative
     */
    public long remainingNanos() {
        return Math.max(0, nanos - timeSource.nanoTime());
    }

    /**
     * Tells whether the clock has reached this deadline.
     *
     * @return true when there is no time left
     */
    public boolean isExpired() {
        return remainingNanos() == 0;
    }

    /**
     * Tells whether something of a given length can still end in time.
     *
     * @param duration how long it takes
     * @return true when at least that much time is left
     * @throws IllegalArgumentException if the duration is negative
     */
    public boolean allows(Duration duration) {
        return remainingNanos() >= cappedNanos(duration);
    }

    /**
     * The clock that this deadline is measured on.
     *
     * @return the time source
     */
    public TimeSource timeSource() {
        return timeSource;
    }

    /**
     * The point itself, to be compared with {@link TimeSource#nanoTime()} by subtraction only.
     *
     * @return the reading of the monotonic clock at which this deadline expires
     */
    public long nanos() {
        return nanos;
    }

    /** Shows the time that is left. */
    @Override
    public String toString() {
        return "Deadline[remaining=" + remaining() + "]";
    }

    private static long cappedNanos(Duration duration) {
        Settings.requireNotNegative("duration", duration);
        return duration.compareTo(MAX) >= 0 ? MAX_NANOS : duration.toNanos();
    }
}
