package io.handclasp.websocket.resilience;

import io.handclasp.core.concurrent.NamedThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads of {@link Execution#owned}: up to four for work, with a queue of 10,000, and one for timers. What any of them has
 * begun may end in a close frame, and an interrupt in the middle of one cuts the connection (Tomcat): at the end it is let finish
 * for a while, and interrupted only then. Thread-safe.
 */
final class OwnThreads {
    private static final int WORKERS = 4;
    private static final int QUEUE = 10_000;

    private final Set<Thread> busy = ConcurrentHashMap.newKeySet();
    private final Lock lock = new ReentrantLock();
    private final Condition lessBusy = lock.newCondition();
    private volatile boolean ending;
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor timer;

    OwnThreads() {
        workers = new Workers();
        workers.allowCoreThreadTimeOut(true);
        timer = new Timer();
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    ThreadPoolExecutor workers() {
        return workers;
    }

    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    /**
     * Takes nothing new, drops what waits, lets what has begun finish within the time, and interrupts what runs then. May be
     * called by one of these threads, which does not wait for itself.
     *
     * @return what waited for a worker, in its order
     */
    List<Runnable> end(Duration grace) {
        ending = true;
        timer.shutdown();
        workers.shutdown();
        List<Runnable> waiting = new ArrayList<>();
        workers.getQueue().drainTo(waiting);
        if (!othersFinish(grace)) {
            boolean interrupted = Thread.currentThread().isInterrupted();
            timer.shutdownNow();
            waiting.addAll(workers.shutdownNow());
            if (!interrupted && busy.contains(Thread.currentThread())) {
                Thread.interrupted(); // by the line above
            }
        }
        return waiting;
    }

    private boolean othersFinish(Duration grace) {
        long left = grace.toNanos();
        lock.lock();
        try {
            while (othersAreBusy() && left > 0) {
                left = lessBusy.awaitNanos(left);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return !othersAreBusy();
    }

    private boolean othersAreBusy() {
        return busy.stream().anyMatch(thread -> thread != Thread.currentThread());
    }

    private void begins() {
        busy.add(Thread.currentThread());
    }

    private void finished() {
        busy.remove(Thread.currentThread());
        if (ending) {
            lock.lock();
            try {
                lessBusy.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private final class Workers extends ThreadPoolExecutor {
        Workers() {
            super(
                    WORKERS,
                    WORKERS,
                    30,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(QUEUE),
                    NamedThreads.daemon("auth-worker"));
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {
            begins();
        }

        @Override
        protected void afterExecute(Runnable task, @Nullable Throwable failure) {
            finished();
        }
    }

    private final class Timer extends ScheduledThreadPoolExecutor {
        Timer() {
            super(1, NamedThreads.daemon("auth-timer"));
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {
            begins();
        }

        @Override
        protected void afterExecute(Runnable task, @Nullable Throwable failure) {
            finished();
        }
    }
}
