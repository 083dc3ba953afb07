package io.handclasp.core.testing;

import io.handclasp.core.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A scheduler without threads: what is due runs on the thread that moves the clock, in the order of the due times and,
 * among equal ones, in the order of scheduling.
 *
 * <ul>
 *   <li>{@code execute}, {@code submit} and {@code invokeAll} run inline, on the calling thread.
 *   <li>What is scheduled never runs inline, not even with a delay of zero: it waits for the next {@link #advance}.
 *   <li>A cancelled task is removed at once.
 *   <li>After {@code shutdown()}, what repeats is dropped and what is delayed once still runs, as in the JDK.
 * </ul>
 *
 * <p>Safe for use by many threads; tasks run without a lock.
 */
public final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {
    private final ManualTimeSource time;
    private final TreeSet<ManualTask<?>> queue = new TreeSet<>();
    private long scheduled;
    private boolean shutdown;

    /** Makes a scheduler on a clock of its own. */
    public ManualScheduler() {
        this(new ManualTimeSource());
    }

    /**
     * Makes a scheduler on a clock.
     *
     * @param time the clock; tasks run when it is moved through {@link #advance}, not when it is moved by itself
     */
    public ManualScheduler(ManualTimeSource time) {
        this.time = time;
    }

    /**
     * The clock of this scheduler.
     *
     * @return the time source
     */
    public ManualTimeSource time() {
        return time;
    }

    /**
     * Moves the clock forward, step by step from one due task to the next, and runs each of them at its time, also those
     * that are scheduled meanwhile.
     *
     * @param duration how far; zero runs what is due now
     */
    public void advance(Duration duration) {
        Settings.requireNotNegative("duration", duration);
        long endNanos = time.nanoTime() + duration.toNanos();
        Optional<ManualTask<?>> next = pollDue(endNanos);
        while (next.isPresent()) {
            ManualTask<?> task = next.get();
            moveTo(task.dueNanos());
            task.run();
            next = pollDue(endNanos);
        }
        moveTo(endNanos);
    }

    /**
     * How many tasks are scheduled and not cancelled.
     *
     * @return the number of tasks
     */
    public synchronized int pending() {
        return queue.size();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(new ManualTask<>(this, command, dueNanos(delay, unit), 0));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(new ManualTask<>(this, callable, dueNanos(delay, unit)));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return add(new ManualTask<>(this, command, dueNanos(initialDelay, unit), periodNanos(period, unit)));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return add(new ManualTask<>(this, command, dueNanos(initialDelay, unit), -periodNanos(delay, unit)));
    }

    @Override
    public void execute(Runnable command) {
        requireOpen();
        command.run();
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
        List.copyOf(queue).stream().filter(ManualTask::isPeriodic).forEach(task -> task.cancel(false));
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown = true;
        List<Runnable> dropped = new ArrayList<>(queue);
        queue.clear();
        return dropped;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public synchronized boolean isTerminated() {
        return shutdown && queue.isEmpty();
    }

    /** Does not wait: nothing would happen meanwhile. */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }

    synchronized void remove(ManualTask<?> task) {
        queue.remove(task);
    }

    /** A repeating task comes back after each run, unless it was cancelled or the scheduler shut down meanwhile. */
    synchronized void addAgain(ManualTask<?> task) {
        if (!shutdown && !task.isCancelled()) {
            queue.add(task);
        }
    }

    synchronized long nextSequence() {
        return scheduled++;
    }

    private synchronized <V> ScheduledFuture<V> add(ManualTask<V> task) {
        requireOpen();
        queue.add(task);
        return task;
    }

    private synchronized Optional<ManualTask<?>> pollDue(long endNanos) {
        if (queue.isEmpty() || queue.first().dueNanos() - endNanos > 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(queue.pollFirst());
    }

    private synchronized void requireOpen() {
        if (shutdown) {
            throw new RejectedExecutionException("the scheduler was shut down");
        }
    }

    private void moveTo(long nanos) {
        time.advance(Duration.ofNanos(Math.max(0, nanos - time.nanoTime())));
    }

    private long dueNanos(long delay, TimeUnit unit) {
        return time.nanoTime() + Math.max(0, unit.toNanos(delay));
    }

    private static long periodNanos(long period, TimeUnit unit) {
        return Settings.requireRange("period", unit.toNanos(period), 1, Long.MAX_VALUE);
    }
}
