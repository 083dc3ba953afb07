package io.handclasp.websocket.resilience;

import io.handclasp.core.time.TimeSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The monotonic time as a {@link Clock}, for a library that measures durations with one: wall time may jump. */
final class MonotonicClock extends Clock {
    private final TimeSource timeSource;
    private final long originNanos;

    MonotonicClock(TimeSource timeSource) {
        this.timeSource = timeSource;
        this.originNanos = timeSource.nanoTime();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(timeSource.nanoTime() - originNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
