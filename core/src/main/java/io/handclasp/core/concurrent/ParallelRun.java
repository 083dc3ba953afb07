package io.handclasp.core.concurrent;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One call of {@link ParallelRunner#run}: the calling thread hands out the attempts and waits. All fields that change,
 * and the state of the attempts, are guarded by the lock; the executor is called without it, since it may run the task
 * at once.
 */
final class ParallelRun<T> {
    private static final String TOO_LATE = "the run reached its deadline before the task was started";
    private static final String INTERRUPTED = "the calling thread was interrupted before the task was started";
    private static final String ABORTED = "the run was aborted by an error before the task was started";

    private final Executor executor;
    private final int maxConcurrency;
    private final Deadline whole;
    private final TimeSource time;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Attempt<T>> attempts;
    private final Queue<Attempt<T>> waiting;
    private final Set<Attempt<T>> inFlight = new LinkedHashSet<>();
    private long wakeAtNanos;

    ParallelRun(Executor executor, int maxConcurrency, List<Task<T>> tasks, Deadline whole) {
        this.executor = executor;
        this.maxConcurrency = maxConcurrency;
        this.whole = whole;
        this.time = whole.timeSource();
        this.attempts = tasks.stream().map(task -> new Attempt<>(task, this)).toList();
        this.waiting = new ArrayDeque<>(attempts);
        this.wakeAtNanos = whole.nanos();
    }

    List<TaskResult<T>> run() {
        String unstarted = ABORTED;
        try {
            while (!isOver()) {
                submitAll(nextToSubmit());
            }
        } catch (InterruptedException e) {
            unstarted = INTERRUPTED;
            Thread.currentThread().interrupt();
        } finally {
            cancelAll(unstarted);
        }
        return attempts.stream().map(Attempt::result).toList();
    }

    Deadline whole() {
        return whole;
    }

    ReentrantLock lock() {
        return lock;
    }

    /** Called with the lock held when a task has started: its deadline may come before the next planned wake-up. */
    void started(Attempt<T> attempt) {
        if (attempt.deadlineNanos() - wakeAtNanos < 0) {
            changed.signal();
        }
    }

    /** Called with the lock held when an attempt has got its result; wakes the caller only if that lets it go on. */
    void settled(Attempt<T> attempt) {
        inFlight.remove(attempt);
        if (inFlight.isEmpty() || !waiting.isEmpty()) {
            changed.signal();
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            return waiting.isEmpty() && inFlight.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** The attempts that may be handed out now; if there are none, waits for a change first. */
    private List<Attempt<T>> nextToSubmit() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            giveUpOverdue();
            List<Attempt<T>> next = new ArrayList<>();
            while (!waiting.isEmpty() && inFlight.size() < maxConcurrency) {
                Attempt<T> attempt = waiting.remove();
                inFlight.add(attempt);
                next.add(attempt);
            }
            if (next.isEmpty() && !inFlight.isEmpty()) {
                wakeAtNanos = nextDeadlineNanos();
                time.awaitUntil(changed, wakeAtNanos);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Stops when the run is over or interrupted; what is not handed out then is dropped with the rest. */
    private void submitAll(List<Attempt<T>> next) {
        for (Attempt<T> attempt : next) {
            if (whole.isExpired() || Thread.currentThread().isInterrupted()) {
                return;
            }
            submit(attempt);
        }
    }

    private void submit(Attempt<T> attempt) {
        try {
            executor.execute(attempt);
        } catch (RuntimeException | OutOfMemoryError refusal) {
            // A thread pool reports with an OutOfMemoryError that the system has no thread left for it.
            attempt.refuse("the executor did not accept the task: " + Redaction.describe(refusal));
        }
    }

    private void giveUpOverdue() {
        long nowNanos = time.nanoTime();
        boolean wholeIsOver = whole.nanos() - nowNanos <= 0;
        for (Attempt<T> attempt : List.copyOf(inFlight)) {
            attempt.giveUpIfOverdue(nowNanos, wholeIsOver ? TOO_LATE : null);
        }
        if (wholeIsOver) {
            dropWaiting(TOO_LATE);
        }
    }

    private void cancelAll(String unstarted) {
        lock.lock();
        try {
            long nowNanos = time.nanoTime();
            List.copyOf(inFlight).forEach(attempt -> attempt.cancel(nowNanos, unstarted));
            dropWaiting(unstarted);
        } finally {
            lock.unlock();
        }
    }

    private void dropWaiting(String reason) {
        List<Attempt<T>> unstarted = List.copyOf(waiting);
        waiting.clear();
        unstarted.forEach(attempt -> attempt.dropUnstarted(reason));
    }

    private long nextDeadlineNanos() {
        long earliest = whole.nanos();
        for (Attempt<T> attempt : inFlight) {
            if (attempt.isRunning() && attempt.deadlineNanos() - earliest < 0) {
                earliest = attempt.deadlineNanos();
            }
        }
        return earliest;
    }
}
