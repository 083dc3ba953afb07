package io.handclasp.websocket.resilience;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What work runs on: an executor for continuations and host code, a scheduler for timeouts and waits between attempts, and
 * the clock. Thread-safe.
 */
public final class Execution implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Execution.class);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Executor executor;
    private final ScheduledExecutorService scheduler;
    private final TimeSource timeSource;
    private final Runnable onClose;

    private Execution(Executor executor, ScheduledExecutorService scheduler, TimeSource timeSource, Runnable onClose) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
        this.onClose = onClose;
    }

    /**
     * Uses what the host has; {@link #close()} then ends nothing. The scheduler's thread only hands work to the executor. A
     * host's {@link ScheduledThreadPoolExecutor} should have {@code setRemoveOnCancelPolicy(true)}, or timeouts that were
     * not needed stay in its queue until their time comes.
     *
     * @param executor runs continuations, blocking host code and the host's {@code onOpen}; bounded
     * @param scheduler runs timers
     * @param timeSource the clock
     * @return the execution
     */
    public static Execution of(Executor executor, ScheduledExecutorService scheduler, TimeSource timeSource) {
        return new Execution(executor, scheduler, timeSource, () -> {});
    }

    /**
     * Starts threads of its own, which {@link #close()} ends: one for timers, up to four for work with a queue of 10,000. What
     * has begun may finish, within a second; what runs then is interrupted.
     *
     * @param timeSource the clock
     * @return the execution
     */
    public static Execution owned(TimeSource timeSource) {
        OwnThreads threads = new OwnThreads();
        return new Execution(threads.workers(), threads.timer(), timeSource, () -> {
            for (Runnable left : threads.end(GRACE)) {
                if (left instanceof Work work) {
                    run("the end of a waiting task", work::abandoned);
                }
            }
        });
    }

    /**
     * The executor.
     *
     * @return the executor for continuations and host code
     */
    public Executor executor() {
        return executor;
    }

    /**
     * The clock.
     *
     * @return the time source
     */
    public TimeSource timeSource() {
        return timeSource;
    }

    /**
     * Runs something short after a delay, on the scheduler's thread.
     *
     * @param delay how long to wait
     * @param task what to run; must not block
     * @return a handle that cancels it
     * @throws java.util.concurrent.RejectedExecutionException when the scheduler is shut down
     */
    public Timer after(Duration delay, Runnable task) {
        ScheduledFuture<?> scheduled =
                scheduler.schedule(() -> run("a timer's task", task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** A scheduler keeps a failure in a future that nobody reads; here it is logged. */
    private static void run(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            log.error("{} failed: {}", what, Redaction.describe(bug));
        }
    }

    /** What somebody waits for, and has to be told of when it will never run: a session's opening, or its close. */
    public interface Work extends Runnable {
        /** Called in place of {@link #run} when an executor of {@link #owned} was closed before it had a thread for this. */
        void abandoned();
    }

    /** A task that waits for its time. */
    @FunctionalInterface
    public interface Timer {
        /** Forgets the task, unless its time has come already. May be called more than once. */
        void cancel();
    }

    /**
     * The same threads and clock for somebody who must not end them.
     *
     * @return an execution of which {@link #close()} does nothing
     */
    public Execution shared() {
        return of(executor, scheduler, timeSource);
    }

    /**
     * Ends the threads that {@link #owned} started, after a second at most for what has begun; does nothing for a host's own. May
     * be called twice, and by one of these threads.
     */
    @Override
    public void close() {
        onClose.run();
    }
}
