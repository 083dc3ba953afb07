package io.handclasp.examples.benchmarks.storm;

import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The system's clocks, moved forward when the scenario says that some time went by. */
final class ShiftedTime implements TimeSource {
    private final TimeSource system = TimeSource.system();
    private final AtomicLong shiftNanos = new AtomicLong();

    void shift(Duration duration) {
        shiftNanos.addAndGet(duration.toNanos());
    }

    @Override
    public Instant now() {
        return system.now().plusNanos(shiftNanos.get());
    }

    @Override
    public long nanoTime() {
        return system.nanoTime() + shiftNanos.get();
    }
}
