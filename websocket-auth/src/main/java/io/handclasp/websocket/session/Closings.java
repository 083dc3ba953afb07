package io.handclasp.websocket.session;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions that wait to be closed or warned: those that were revoked first, then those whose time was up, then warnings. A
 * few tasks on the host's executor work through them at the policy's pace, so that a thousand clients who came together do not
 * come back together. Thread-safe; it holds no more than there are sessions.
 */
final class Closings {
    private static final Logger log = LoggerFactory.getLogger(SessionGuard.class);

    /** Enough to get past some that hang; no more, since the executor is the host's. */
    private static final int MOST_WORKERS = 8;

    private final Executor executor;
    private final TimeSource timeSource;
    private final int perSecond;
    private final int longestHintSeconds;
    private final Predicate<GuardedEntry> begin;
    private final Queue<GuardedEntry> urgent = new ArrayDeque<>();
    private final Queue<GuardedEntry> paced = new ArrayDeque<>();
    private final Queue<GuardedEntry> warnings = new ArrayDeque<>();
    private final Pace closePace;
    private final Pace warnPace;
    private int workers;
    private int hintSeconds;
    private boolean closed;

    /**
     * Makes an empty queue.
     *
     * @param begin is told that a session is about to be closed; answers whether it still has to be
     */
    Closings(Executor executor, TimeSource timeSource, GuardPolicy policy, Predicate<GuardedEntry> begin) {
        this.executor = executor;
        this.timeSource = timeSource;
        this.perSecond = policy.closesPerSecond();
        this.longestHintSeconds = (int) policy.longestRetryHint().toSeconds();
        this.begin = begin;
        this.closePace = new Pace(perSecond, timeSource.nanoTime());
        this.warnPace = new Pace(perSecond, timeSource.nanoTime());
    }

    synchronized void add(GuardedEntry entry) {
        if (closed) {
            return;
        }
        if (!entry.closing.paced()) {
            urgent.add(entry);
            return;
        }
        paced.add(entry);
        if (paced.size() > closePace.burst()) {
            // One hint for all of a burst: were the last told to wait less, they would meet the first.
            int seconds = (paced.size() + perSecond - 1) / perSecond;
            hintSeconds = Math.max(hintSeconds, Math.min(longestHintSeconds, seconds));
        }
    }

    synchronized void warn(GuardedEntry entry) {
        if (!closed) {
            warnings.add(entry);
        }
    }

    synchronized boolean isEmpty() {
        return urgent.isEmpty() && paced.isEmpty() && warnings.isEmpty();
    }

    /** How many wait to be closed. */
    synchronized int waiting() {
        return urgent.size() + paced.size();
    }

    synchronized void close() {
        closed = true;
        urgent.clear();
        paced.clear();
        warnings.clear();
    }

    /** Lets one more worker begin, if there is anything to do. What finds no thread now is tried again with the next tick. */
    void workOn() {
        synchronized (this) {
            if (closed || isEmpty() || workers >= MOST_WORKERS) {
                return;
            }
            workers++;
        }
        try {
            executor.execute(this::work);
        } catch (RuntimeException | OutOfMemoryError full) {
            // Managed executors refuse with exceptions of their own; a pool that cannot have a further thread runs out
            // of memory.
            synchronized (this) {
                workers--;
            }
            log.debug("sessions wait to be closed, the executor is full: {}", Redaction.describe(full));
        }
    }

    private void work() {
        try {
            Runnable next = next();
            while (next != null) {
                next.run();
                next = next();
            }
        } finally {
            synchronized (this) {
                workers--;
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        long now = timeSource.nanoTime();
        if (!urgent.isEmpty() || !paced.isEmpty()) {
            if (!closePace.take(now)) {
                return null;
            }
            GuardedEntry entry = urgent.isEmpty() ? paced.remove() : urgent.remove();
            int seconds = entry.closing.paced() && hintSeconds > 0
                    ? 1 + ThreadLocalRandom.current().nextInt(hintSeconds)
                    : 0;
            if (paced.isEmpty()) {
                hintSeconds = 0;
            }
            return () -> close(entry, seconds);
        }
        if (warnings.isEmpty() || !warnPace.take(now)) {
            return null;
        }
        GuardedEntry entry = warnings.remove();
        return () -> tell(entry);
    }

    private void close(GuardedEntry entry, int seconds) {
        if (!begin.test(entry)) {
            return;
        }
        try {
            Closing closing = entry.closing;
            entry.handle().close(closing.code(), closing.reasonWithHint(seconds));
        } catch (Exception gone) { // whatever a host's close function throws: the session is not closed a second time
            log.debug("a session could not be closed: {}", Redaction.describe(gone));
        }
    }

    private static void tell(GuardedEntry entry) {
        Duration left = entry.timeLeft();
        if (left.isZero() || !entry.warned) {
            return; // it ended, or was renewed meanwhile
        }
        try {
            entry.handle().warn(left);
        } catch (Exception gone) {
            log.debug("a session could not be warned: {}", Redaction.describe(gone));
        }
    }
}
