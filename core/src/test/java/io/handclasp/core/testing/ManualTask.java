package io.handclasp.core.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One task of a {@link ManualScheduler}. */
final class ManualTask<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
    private final ManualScheduler scheduler;
    private final long sequence;

    /** Positive for a fixed rate, negative for a fixed delay, zero for once; as in the JDK. */
    private final long periodNanos;

    private volatile long dueNanos;

    ManualTask(ManualScheduler scheduler, Callable<V> callable, long dueNanos) {
        super(callable);
        this.scheduler = scheduler;
        this.sequence = scheduler.nextSequence();
        this.periodNanos = 0;
        this.dueNanos = dueNanos;
    }

    @SuppressWarnings("NullAway") // A runnable has no result.
    ManualTask(ManualScheduler scheduler, Runnable command, long dueNanos, long periodNanos) {
        super(command, null);
        this.scheduler = scheduler;
        this.sequence = scheduler.nextSequence();
        this.periodNanos = periodNanos;
        this.dueNanos = dueNanos;
    }

    long dueNanos() {
        return dueNanos;
    }

    @Override
    public void run() {
        if (!isPeriodic()) {
            super.run();
        } else if (runAndReset()) {
            long fromNanos = periodNanos > 0 ? dueNanos : scheduler.time().nanoTime();
            dueNanos = fromNanos + Math.abs(periodNanos);
            scheduler.addAgain(this);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        scheduler.remove(this);
        return cancelled;
    }

    @Override
    public boolean isPeriodic() {
        return periodNanos != 0;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - scheduler.time().nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        ManualTask<?> that = (ManualTask<?>) other;
        int byTime = Long.signum(dueNanos - that.dueNanos);
        return byTime == 0 ? Long.compare(sequence, that.sequence) : byTime;
    }

    /** Each task is equal only to itself, which agrees with the order: no two have the same sequence. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
