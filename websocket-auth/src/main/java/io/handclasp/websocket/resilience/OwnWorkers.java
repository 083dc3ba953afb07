package io.handclasp.websocket.resilience;

import io.handclasp.core.concurrent.NamedThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The threads of {@link Execution#owned}: up to four, with a queue of 10,000. An interrupt while a close frame is written cuts
 * the connection (Tomcat), so {@link Execution.Work} that has begun is let finish for a while; all else is interrupted. Thread-safe.
 */
final class OwnWorkers {
    private static final int THREADS = 4;
    private static final int QUEUE = 10_000;

    private final ThreadPoolExecutor pool;
    private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);
    private final Lock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();
    private int unfinished;

    OwnWorkers() {
        pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                NamedThreads.daemon("auth-worker"));
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a task.
     *
     * @throws RejectedExecutionException when the queue is full, or the threads have ended
     */
    void execute(Runnable task) {
        if (!(task instanceof Execution.Work work)) {
            pool.execute(task);
            return;
        }
        count(1);
        try {
            pool.execute(new Begun(work));
        } catch (RuntimeException | Error full) {
            count(-1);
            throw full;
        }
    }

    /** Takes nothing new, lets work that has begun finish within the time, and interrupts what runs then. */
    List<Execution.Work> end(Duration grace) {
        pool.shutdown();
        List<Runnable> waiting = new ArrayList<>();
        pool.getQueue().drainTo(waiting);
        List<Execution.Work> abandoned = waiting.stream()
                .filter(Begun.class::isInstance)
                .map(task -> ((Begun) task).work)
                .toList();
        count(-abandoned.size());
        awaitWork(grace);
        pool.shutdownNow();
        return abandoned;
    }

    private void count(int change) {
        lock.lock();
        try {
            unfinished += change;
            finished.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitWork(Duration grace) {
        int own = working.get() ? 1 : 0; // who closes from within work does not wait for himself
        long left = grace.toNanos();
        lock.lock();
        try {
            while (unfinished > own && left > 0) {
                left = finished.awaitNanos(left);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Work, from its handing over to its end. */
    private final class Begun implements Runnable {
        private final Execution.Work work;

        Begun(Execution.Work work) {
            this.work = work;
        }

        @Override
        public void run() {
            working.set(true);
            try {
                work.run();
            } finally {
                working.remove();
                count(-1);
            }
        }
    }
}
