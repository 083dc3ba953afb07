package io.handclasp.examples.benchmarks.storm;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at the heap now and then, and keeps the most that was in use. */
@SuppressWarnings("FutureReturnValueIgnored") // a task that fails shows in the counts of the run
final class HeapWatch {
    private static final int INTERVAL_MILLIS = 50;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final AtomicLong peakBytes = new AtomicLong();

    private HeapWatch() {}

    static HeapWatch start(ScheduledExecutorService timers) {
        HeapWatch watch = new HeapWatch();
        watch.memory.gc();
        timers.scheduleAtFixedRate(watch::look, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        peakBytes.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
    }

    long peakMebibytes() {
        return peakBytes.get() >> 20;
    }
}
