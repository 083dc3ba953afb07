package io.handclasp.core.concurrent;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task on its way through one run: waiting, running, settled. It gets its result once, under the lock of the run;
 * whoever comes later is too late.
 */
final class Attempt<T> implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ParallelRunner.class);

    private final ParallelRun<T> run;
    private final ReentrantLock lock;
    private final TimeSource time;
    private final String id;
    private final Duration timeout;
    private final boolean interruptOnTimeout;

    // Guarded by the lock. The body is let go when the attempt is settled: an executor may hold on to this object.
    private @Nullable TaskBody<T> body;
    private @Nullable Thread runner;
    private boolean interruptSent;
    private long startNanos;
    private long deadlineNanos;
    private @Nullable TaskResult<T> result;

    Attempt(Task<T> task, ParallelRun<T> run) {
        this.run = run;
        this.lock = run.lock();
        this.time = run.whole().timeSource();
        this.id = task.id();
        this.timeout = task.timeout();
        this.interruptOnTimeout = task.interruptOnTimeout();
        this.body = task.body();
    }

    @Override
    public void run() {
        begin().ifPresent(this::perform);
    }

    /** With the lock held. */
    boolean isRunning() {
        return runner != null && result == null;
    }

    /** With the lock held; of meaning only once the task is running. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    TaskResult<T> result() {
        lock.lock();
        try {
            return Objects.requireNonNull(result, "an attempt was left without a result");
        } finally {
            lock.unlock();
        }
    }

    /** The executor did not accept the task; of no effect if it has run it nevertheless. */
    void refuse(String reason) {
        lock.lock();
        try {
            dropUnstarted(reason);
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held. */
    void dropUnstarted(String reason) {
        if (result == null && runner == null) {
            settle(new TaskResult.NotRun<>(id, reason));
        }
    }

    /** With the lock held. A reason says that the whole run is over, so that the task must not be started any more. */
    void giveUpIfOverdue(long nowNanos, @Nullable String reasonIfUnstarted) {
        if (isRunning() && deadlineNanos - nowNanos <= 0) {
            abandon(new TaskResult.TimedOut<>(id, elapsed(nowNanos)));
        } else if (reasonIfUnstarted != null) {
            dropUnstarted(reasonIfUnstarted);
        }
    }

    /** With the lock held. */
    void cancel(long nowNanos, String reasonIfUnstarted) {
        if (isRunning()) {
            abandon(new TaskResult.Cancelled<>(id, elapsed(nowNanos)));
        } else {
            dropUnstarted(reasonIfUnstarted);
        }
    }

    private void abandon(TaskResult<T> outcome) {
        settle(outcome);
        if (interruptOnTimeout && runner != null) {
            interruptSent = true;
            runner.interrupt();
        }
    }

    private void settle(TaskResult<T> outcome) {
        result = outcome;
        body = null;
        run.settled(this);
    }

    private Duration elapsed(long nowNanos) {
        return Duration.ofNanos(nowNanos - startNanos);
    }

    /** Takes the task, unless it was dropped, is taken already, or comes too late for the run. */
    private Optional<Work<T>> begin() {
        lock.lock();
        try {
            if (body == null || runner != null || run.whole().isExpired()) {
                return Optional.empty();
            }
            Deadline deadline = Deadline.after(timeout, time).earlier(run.whole());
            startNanos = time.nanoTime();
            deadlineNanos = deadline.nanos();
            runner = Thread.currentThread();
            run.started(this);
            return Optional.of(new Work<>(body, deadline));
        } finally {
            lock.unlock();
        }
    }

    private void perform(Work<T> work) {
        T value;
        try {
            value = Objects.requireNonNull(work.body().run(work.deadline()), "the task yielded null");
        } catch (Throwable error) {
            endWithError(error);
            return;
        }
        end(elapsed -> new TaskResult.Completed<>(id, value, elapsed));
    }

    private void endWithError(Throwable error) {
        boolean inTime = end(elapsed -> new TaskResult.Failed<>(id, error, elapsed));
        if (!inTime) {
            LOG.debug("Task {} failed after it had been given up: {}", id, Redaction.describe(error));
        } else if (error instanceof InterruptedException) {
            // Not our interrupt, since that comes with giving up: the owner of the thread is to see it.
            Thread.currentThread().interrupt();
        }
        if (error instanceof VirtualMachineError fatal && !(error instanceof StackOverflowError)) {
            throw fatal;
        }
    }

    /** Settles the attempt as the task ended and tells whether that was in time. */
    private boolean end(Function<Duration, TaskResult<T>> outcome) {
        lock.lock();
        try {
            long nowNanos = time.nanoTime();
            boolean inTime = result == null && deadlineNanos - nowNanos >= 0;
            if (result == null) {
                Duration elapsed = elapsed(nowNanos);
                settle(inTime ? outcome.apply(elapsed) : new TaskResult.TimedOut<>(id, elapsed));
            }
            runner = null;
            return inTime;
        } finally {
            if (interruptSent) {
                // Our interrupt was for the task; it must not reach the next work of this thread.
                boolean ignored = Thread.interrupted();
            }
            lock.unlock();
        }
    }

    /** What the thread of the task needs, taken out under the lock. */
    private record Work<T>(TaskBody<T> body, Deadline deadline) {}
}
