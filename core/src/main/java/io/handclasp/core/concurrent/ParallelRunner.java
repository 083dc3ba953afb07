package io.handclasp.core.concurrent;

import io.handclasp.core.Settings;
import io.handclasp.core.time.Deadline;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks side by side on the host's executor and waits for them no longer than agreed.
 *
 * <ul>
 *   <li>Each task yields exactly one {@link TaskResult}, in the order of the tasks.
 *   <li>A task that does not end within its timeout is reported as {@link TaskResult.TimedOut} at that moment. It runs on
 *       (unless it heeds the interrupt that it may ask for), but what it yields later is dropped, and it no longer counts
 *       towards the concurrency limit. It does keep its thread: a pool of fixed size is used up by hung tasks.
 *   <li>The timeout of a task counts from its start. The wait for a thread is bounded by the deadline of the whole run.
 *   <li>An error such as {@link OutOfMemoryError} is captured as {@link TaskResult.Failed} too. A
 *       {@link VirtualMachineError} other than {@link StackOverflowError} is also thrown on, on the thread of the task.
 *   <li>The clock is the one of the deadline.
 * </ul>
 *
 * <p>The runner has no threads or timers of its own. The executor must run tasks on other threads and must not block in
 * {@code execute}: one that runs them in the calling thread keeps the results right, but no deadline can then be kept.
 *
 * <p>Immutable and safe for use by many threads; the concurrency limit holds for each call by itself.
 */
public final class ParallelRunner {
    private final Executor executor;
    private final int maxConcurrency;

    private ParallelRunner(Executor executor, int maxConcurrency) {
        this.executor = executor;
        this.maxConcurrency = maxConcurrency;
    }

    /**
     * Starts the making of a runner.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Runs the tasks and waits for them, at most until the deadline.
     *
     * <p>When the calling thread is interrupted, this returns at once with the results so far: running tasks are
     * {@link TaskResult.Cancelled}, those not started are {@link TaskResult.NotRun}, and the interrupt flag is set again.
     *
     * @param tasks the tasks; may be empty
     * @param whole when this returns at the latest
     * @param <T> what the tasks yield
     * @return one result for each task, in the order of the tasks; unmodifiable
     */
    public <T> List<TaskResult<T>> run(List<Task<T>> tasks, Deadline whole) {
        return new ParallelRun<>(executor, maxConcurrency, List.copyOf(tasks), whole).run();
    }

    /** Makes a {@link ParallelRunner}. Not safe for use by many threads. */
    public static final class Builder {
        private @Nullable Executor executor;
        private int maxConcurrency = Integer.MAX_VALUE;

        private Builder() {}

        /**
         * Sets the executor that the tasks run on. Required; it stays the host's and is never shut down here.
         *
         * @param executor the executor
         * @return this builder
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * Sets how many tasks of one run may be with the executor at once, started or not. Default: all of them.
         *
         * @param maxConcurrency the limit; at least 1
         * @return this builder
         * @throws IllegalArgumentException if the limit is less than 1
         */
        public Builder maxConcurrency(int maxConcurrency) {
            this.maxConcurrency = Settings.requireRange("maxConcurrency", maxConcurrency, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Makes the runner.
         *
         * @return the runner
         * @throws IllegalStateException if no executor was set
         */
        public ParallelRunner build() {
            if (executor == null) {
                throw new IllegalStateException("executor was not set, must be the executor that the tasks run on");
            }
            return new ParallelRunner(executor, maxConcurrency);
        }
    }
}
