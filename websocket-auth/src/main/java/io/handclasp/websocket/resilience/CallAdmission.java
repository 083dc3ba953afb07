package io.handclasp.websocket.resilience;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the calls that are under way at once. Who finds no place waits in a queue, which is bounded too, and leaves it when
 * an answer could not come in time any more. Thread-safe; nobody waits on a thread.
 */
final class CallAdmission {
    private static final Logger log = LoggerFactory.getLogger(ResilientVerifier.class);

    private final AdmissionPolicy policy;
    private final Duration callTime;
    private final Execution execution;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Waiting> queue = new LinkedHashSet<>();
    private final Queue<Waiting> ready = new ConcurrentLinkedQueue<>();
    private final AtomicInteger handOvers = new AtomicInteger();
    private int free;

    /** Equal to itself only. */
    private static final class Waiting {
        private final Runnable go;
        private final Runnable shed;
        private volatile Execution.@Nullable Timer timer;

        Waiting(Runnable go, Runnable shed) {
            this.go = go;
            this.shed = shed;
        }

        void cancelTimer() {
            Execution.Timer running = timer;
            if (running != null) {
                running.cancel();
            }
        }
    }

    /**
     * Opens.
     *
     * @param policy the bounds
     * @param callTime the least time that a call needs: who has less left need not begin
     * @param execution what waits and hand-overs run on
     */
    CallAdmission(AdmissionPolicy policy, Duration callTime, Execution execution) {
        this.policy = policy;
        this.callTime = callTime;
        this.execution = execution;
        this.free = policy.maxCalls();
    }

    /** Takes a place if there is one; whoever gets true must {@link #leave}. */
    boolean tryEnter() {
        lock.lock();
        try {
            if (free == 0) {
                return false;
            }
            free--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs one of the two, once: the first with a place, which it must {@link #leave}, now on this thread or later on the
     * executor; the second when there is no place in time.
     *
     * @param go must leave whatever goes wrong in it, and throw nothing: only it knows whether the place is still needed
     */
    void enter(Deadline deadline, Runnable go, Runnable shed) {
        Waiting waiting = new Waiting(go, shed);
        boolean queued = false;
        lock.lock();
        try {
            if (free > 0) {
                free--;
            } else if (queue.size() < policy.maxQueue() && deadline.allows(callTime)) {
                queued = queue.add(waiting);
            } else {
                waiting = null;
            }
        } finally {
            lock.unlock();
        }
        if (waiting == null) {
            shed.run();
        } else if (queued) {
            startTimer(waiting, deadline.remaining().minus(callTime));
        } else {
            go.run();
        }
    }

    private void startTimer(Waiting waiting, Duration longestWait) {
        try {
            waiting.timer = execution.after(longestWait.isNegative() ? Duration.ZERO : longestWait, () -> {
                if (leaveQueue(waiting)) {
                    waiting.shed.run();
                }
            });
        } catch (RuntimeException | OutOfMemoryError noTimer) {
            if (leaveQueue(waiting)) {
                waiting.shed.run();
            }
            return;
        }
        if (!isQueued(waiting)) {
            waiting.cancelTimer(); // its turn came before its timer was there
        }
    }

    private boolean leaveQueue(Waiting waiting) {
        lock.lock();
        try {
            return queue.remove(waiting);
        } finally {
            lock.unlock();
        }
    }

    private boolean isQueued(Waiting waiting) {
        lock.lock();
        try {
            return queue.contains(waiting);
        } finally {
            lock.unlock();
        }
    }

    /** Gives a place back, to the next who waits if there is one. */
    void leave() {
        Waiting next = next();
        if (next == null) {
            return;
        }
        next.cancelTimer();
        ready.add(next);
        if (handOvers.getAndIncrement() > 0) {
            return; // somebody is at it: an executor may run tasks on its caller, and calls that end at once would pile
            // up
        }
        do {
            handOver(ready.poll());
        } while (handOvers.decrementAndGet() > 0);
    }

    /** Not on this thread, if the executor has others: it may be an HTTP client's. */
    private void handOver(@Nullable Waiting next) {
        if (next == null) {
            return;
        }
        try {
            execution.executor().execute(next.go);
        } catch (RuntimeException | Error full) {
            log.debug("a call finds no thread: {}", Redaction.describe(full));
            shed(next);
            leave();
        }
    }

    /** What fails in one who is shed must not keep the place, nor the hand-overs, from those who come after him. */
    private static void shed(Waiting waiting) {
        try {
            waiting.shed.run();
        } catch (RuntimeException | Error bug) {
            log.error("a call that was shed could not be ended: {}", Redaction.describe(bug));
        }
    }

    /** Who gets the place; when nobody waits, it is free. */
    private @Nullable Waiting next() {
        lock.lock();
        try {
            Iterator<Waiting> waiting = queue.iterator();
            if (!waiting.hasNext()) {
                free++;
                return null;
            }
            Waiting first = waiting.next();
            waiting.remove();
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** How many calls are under way. */
    int underWay() {
        lock.lock();
        try {
            return policy.maxCalls() - free;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }
}
