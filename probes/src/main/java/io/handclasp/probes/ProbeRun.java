package io.handclasp.probes;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@link ProbeRunner#run}: the calling thread hands out what may start, and waits. It is not a
 * {@code ParallelRunner} of core, since there nothing waits for anything else. All fields that change are guarded by the lock.
 */
final class ProbeRun {
    static final String TOO_LATE = "the run was over before a thread took the probe";

    private final ProbeSet probes;
    private final RunningProbes running;
    private final Deadline whole;
    private final TimeSource time;
    private final ReentrantLock lock;
    private final Condition changed;
    private final Instant startedAt;
    private final long startNanos;

    /** Not settled yet, each after those that it depends on. */
    private final List<ProbeInRun> open = new ArrayList<>();

    private final Map<String, ProbeResult> results = new HashMap<>();
    private int inFlight;
    private boolean othersWait;
    private long wakeAtNanos;

    ProbeRun(ProbeSet probes, RunningProbes running, Deadline whole) {
        this.probes = probes;
        this.running = running;
        this.whole = whole;
        this.time = running.time();
        this.lock = running.lock();
        this.changed = running.newCondition();
        this.startedAt = time.now();
        this.startNanos = time.nanoTime();
        this.wakeAtNanos = whole.nanos();
        probes.dependenciesFirst().forEach(definition -> open.add(new ProbeInRun(definition, this)));
    }

    HealthReport run() {
        try {
            while (!isOver()) {
                submitAll(advance());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cancelOpen();
        }
        List<ProbeResult> inOrder = probes.definitions().stream()
                .map(definition -> Objects.requireNonNull(results.get(definition.id())))
                .toList();
        return new HealthReport(startedAt, Duration.ofNanos(time.nanoTime() - startNanos), inOrder);
    }

    Deadline whole() {
        return whole;
    }

    RunningProbes running() {
        return running;
    }

    /** With the lock held: a probe is at work, and its deadline may come before the next planned wake-up. */
    void started(ProbeStart start) {
        if (start.deadlineNanos() - wakeAtNanos < 0) {
            changed.signal();
        }
    }

    /** With the lock held: a probe has ended; wakes the caller only if that lets it go on. */
    void ended() {
        inFlight--;
        if (inFlight == 0 || othersWait) {
            changed.signal();
        }
    }

    /** With the lock held. */
    void joined() {
        inFlight++;
    }

    /** With the lock held. */
    void left() {
        inFlight--;
    }

    /** With the lock held. */
    @Nullable
    ProbeResult resultOf(String id) {
        return results.get(id);
    }

    private boolean isOver() {
        lock.lock();
        try {
            return open.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Settles what can be settled and yields what is to be started; if there is nothing of either, waits for a change. */
    private List<ProbeStart> advance() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nowNanos = time.nanoTime();
            List<ProbeStart> fresh = new ArrayList<>();
            boolean settled = open.removeIf(probe -> {
                Optional<ProbeResult> result = probe.advance(nowNanos, fresh);
                result.ifPresent(settledResult -> results.put(settledResult.id(), settledResult));
                return result.isPresent();
            });
            if (fresh.isEmpty() && !settled) {
                wakeAtNanos = nextDeadlineNanos();
                othersWait = open.stream().anyMatch(probe -> probe.start() == null);
                time.awaitUntil(changed, wakeAtNanos);
            }
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    private long nextDeadlineNanos() {
        long earliest = whole.nanos();
        for (ProbeInRun probe : open) {
            ProbeStart start = probe.start();
            if (start != null && start.isAtWork() && start.deadlineNanos() - earliest < 0) {
                earliest = start.deadlineNanos();
            }
        }
        return earliest;
    }

    /** None is left that would be known as queued and never run: no later run would start it. */
    private void submitAll(List<ProbeStart> fresh) {
        int submitted = 0;
        try {
            while (submitted < fresh.size()) {
                ProbeStart start = fresh.get(submitted);
                if (Thread.currentThread().isInterrupted() && start.isOnlyFor(this)) {
                    start.refuse(ProbeInRun.INTERRUPTED);
                } else {
                    running.submit(start);
                }
                submitted++;
            }
        } finally {
            fresh.subList(submitted, fresh.size()).forEach(start -> start.refuse("the run broke off"));
        }
    }

    private void cancelOpen() {
        lock.lock();
        try {
            long nowNanos = time.nanoTime();
            open.forEach(probe -> results.put(probe.id(), probe.cancel(nowNanos)));
            open.clear();
        } finally {
            lock.unlock();
        }
    }
}
