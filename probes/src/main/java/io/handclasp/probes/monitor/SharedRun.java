package io.handclasp.probes.monitor;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.HealthReport;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run for all who ask at the same time, and for a short while after. Thread-safe. */
final class SharedRun {
    private final Supplier<HealthReport> run;
    private final Duration longest;
    private final TimeSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private @Nullable Thread leader;
    private long generation;
    private @Nullable HealthReport last;
    private long lastNanos;

    /** The run must end within the longest time; whoever waits longer makes a run of his own. */
    SharedRun(Supplier<HealthReport> run, Duration longest, TimeSource time) {
        this.run = run;
        this.longest = longest;
        this.time = time;
    }

    boolean hasOneYoungerThan(Duration age) {
        lock.lock();
        try {
            return last != null && time.nanoTime() - lastNanos < age.toNanos();
        } finally {
            lock.unlock();
        }
    }

    /** Runs, or waits for the run that is under way. One that was interrupted is nobody's but its caller's. */
    HealthReport runOrJoin() {
        HealthReport joined = join();
        return joined == null ? lead() : joined;
    }

    /** With nothing returned, it is the caller who runs now. */
    private @Nullable HealthReport join() {
        lock.lock();
        try {
            Deadline deadline = Deadline.after(longest, time);
            long before = generation;
            while (leader != null && generation == before && !deadline.isExpired()) {
                time.awaitUntil(ended, deadline.nanos());
            }
            if (generation != before) {
                return last;
            }
            leader = Thread.currentThread();
            return null;
        } catch (InterruptedException e) {
            // The runner sees the flag and returns at once.
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private HealthReport lead() {
        HealthReport report = null;
        try {
            report = run.get();
            return report;
        } finally {
            lock.lock();
            try {
                // A follower that was interrupted comes by here too, and leaves it to the leader.
                if (Thread.currentThread().equals(leader)) {
                    leader = null;
                }
                if (report != null && report.isComplete()) {
                    last = report;
                    lastNanos = time.nanoTime();
                    generation++;
                }
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
