package io.handclasp.probes.monitor;

import io.handclasp.core.Settings;
import io.handclasp.core.concurrent.Listeners;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeKind;
import io.handclasp.probes.ProbeResult;
import io.handclasp.probes.ProbeRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answers of many runs together: states with thresholds, history, incidents, alerts. It runs the probes when it is
 * asked to, on the runner's executor, and has no threads or timers of its own. Safe for use by many threads.
 *
 * <p>Bounded: of each probe it keeps {@link MonitorPolicy#historySize} answers, {@link MonitorPolicy#incidentsSize} incidents
 * and 2.7 KB of counts.
 */
public final class HealthMonitor {
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

    private final ProbeRunner runner;
    private final MonitorPolicy policy;
    private final Duration cacheFor;
    private final Listeners<HealthListener> listeners;
    private final TimeSource time;
    private final SharedRun all;
    private final Map<ProbeKind, SharedRun> byKind = new EnumMap<>(ProbeKind.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ProbeTracker> trackers = new LinkedHashMap<>();
    private @Nullable MonitorSchedule schedule;

    HealthMonitor(ProbeRunner runner, MonitorPolicy policy, Duration cacheFor, List<HealthListener> listeners) {
        this.runner = runner;
        this.policy = policy;
        this.cacheFor = cacheFor;
        this.listeners = Listeners.of(HealthMonitor.class, listeners);
        this.time = runner.timeSource();
        // A run ends by its deadline; a little later it has been taken account of, too.
        Duration longest = runner.deadline().plusSeconds(1);
        this.all = new SharedRun(() -> runAndAccept(runner::run), longest, time);
        Moment beginning = Moment.now(time);
        for (ProbeKind kind : ProbeKind.values()) {
            byKind.put(kind, new SharedRun(() -> runAndAccept(() -> runner.run(kind)), longest, time));
        }
        for (ProbeDefinition definition : runner.probes().definitions()) {
            trackers.put(definition.id(), new ProbeTracker(definition, policy, beginning));
        }
    }

    /**
     * Starts the making of a monitor.
     *
     * @param runner what runs the probes
     * @return a builder
     */
    public static HealthMonitorBuilder builder(ProbeRunner runner) {
        return new HealthMonitorBuilder(runner);
    }

    /**
     * What runs the probes: it knows which there are, what they depend on, and how long a run may take.
     *
     * @return the runner that this monitor was built with
     */
    public ProbeRunner runner() {
        return runner;
    }

    /**
     * Runs all probes on the runner's executor and takes account of their answers. Callers at the same time share one run.
     *
     * @return the answers as they were given; those of an interrupted run are {@linkplain HealthReport#isComplete not
     *     complete}, and no account is taken of them
     */
    public HealthReport run() {
        return all.runOrJoin();
    }

    /**
     * What to tell somebody who polls, for all kinds: the states that the answers add up to, not single answers. While a
     * {@linkplain #schedule schedule} is open, this runs nothing and returns at once; otherwise it runs the probes, once for
     * all who ask within {@code cacheFor}.
     *
     * @return the judged report
     */
    public HealthReport poll() {
        if (!isScheduled() && !all.hasOneYoungerThan(cacheFor)) {
            HealthReport ignored = all.runOrJoin();
        }
        return judged();
    }

    /**
     * What to tell somebody who polls for one kind, as {@link #poll()} does; without a schedule it runs only that kind and what
     * it depends on.
     *
     * @param kind the kind
     * @return the judged report of that kind
     */
    public HealthReport poll(ProbeKind kind) {
        SharedRun ofKind = Objects.requireNonNull(byKind.get(kind));
        if (!isScheduled() && !all.hasOneYoungerThan(cacheFor) && !ofKind.hasOneYoungerThan(cacheFor)) {
            HealthReport ignored = ofKind.runOrJoin();
        }
        return judged().ofKind(kind);
    }

    /**
     * Takes account of a report that somebody else's run made. Answers that were shared with another run, and reports that are
     * not complete, count for nothing.
     *
     * @param report the report
     * @throws IllegalArgumentException when it holds a probe that this monitor does not have
     */
    public void accept(HealthReport report) {
        List<HealthEvent> events = new ArrayList<>();
        lock.lock();
        try {
            List<String> strangers = report.results().stream()
                    .map(ProbeResult::id)
                    .filter(id -> !trackers.containsKey(id))
                    .toList();
            if (!strangers.isEmpty()) {
                throw new IllegalArgumentException(
                        "report held " + strangers + ", must hold probes of this monitor only: " + trackers.keySet());
            }
            if (report.isComplete()) {
                Moment now = Moment.now(time);
                for (ProbeResult result : report.results()) {
                    ProbeTracker tracker = Objects.requireNonNull(trackers.get(result.id()));
                    if (!result.shared()) {
                        events.addAll(tracker.observe(result, report.startedAt(), now));
                    }
                }
            }
        } finally {
            lock.unlock();
        }
        tell(events);
    }

    private HealthReport runAndAccept(Supplier<HealthReport> run) {
        HealthReport report = run.get();
        accept(report);
        return report;
    }

    private HealthReport judged() {
        return look(now -> new HealthReport(
                now.at(),
                Duration.ZERO,
                trackers.values().stream().map(tracker -> tracker.judged(now)).toList()));
    }

    /**
     * All that is known now. Runs nothing; costs about a millisecond for 20 probes.
     *
     * @return the snapshot
     */
    public MonitorSnapshot snapshot() {
        HealthReport report = judged();
        return look(now -> new MonitorSnapshot(
                now.at(),
                report,
                trackers.values().stream().map(tracker -> tracker.health(now)).toList()));
    }

    /**
     * The last answers of one probe.
     *
     * @param id the id of the probe
     * @return its answers, the oldest first; unmodifiable
     * @throws IllegalArgumentException when the monitor has no such probe
     */
    public List<HistoryEntry> history(String id) {
        lock.lock();
        try {
            ProbeTracker tracker = trackers.get(id);
            if (tracker == null) {
                throw new IllegalArgumentException("id was refused, must be one of " + trackers.keySet());
            }
            return tracker.history();
        } finally {
            lock.unlock();
        }
    }

    /** Looks at the trackers after those whose answers are too old have been told so. */
    private <T> T look(Function<Moment, T> reading) {
        List<HealthEvent> events = new ArrayList<>();
        T read;
        lock.lock();
        try {
            Moment now = Moment.now(time);
            trackers.values().forEach(tracker -> events.addAll(tracker.tick(now)));
            read = reading.apply(now);
        } finally {
            lock.unlock();
        }
        tell(events);
        return read;
    }

    /** Without the lock: a listener may ask this monitor. */
    private void tell(List<HealthEvent> events) {
        events.forEach(event -> listeners.notify(listener -> listener.on(event)));
    }

    private boolean isScheduled() {
        lock.lock();
        try {
            return schedule != null && schedule.isOpen();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs the probes again and again on the host's scheduler, the first time at once, until the handle is closed. A run holds
     * one thread of the scheduler for as long as it takes, at most the runner's deadline; give it one that has another to
     * spare. From the end of one run to the beginning of the next there is the interval.
     *
     * @param scheduler the host's; it stays the host's
     * @param interval 100 ms to 1 day, less than {@link MonitorPolicy#staleAfter} less the runner's deadline
     * @return what ends it
     * @throws IllegalArgumentException when the interval is out of bounds, or so long that answers would be stale before the
     *     next ones come
     * @throws IllegalStateException when this monitor is scheduled already
     */
    public MonitorSchedule schedule(ScheduledExecutorService scheduler, Duration interval) {
        Settings.requireWithin("interval", interval, SHORTEST_INTERVAL, LONGEST_INTERVAL);
        if (interval.plus(runner.deadline()).compareTo(policy.staleAfter()) >= 0) {
            throw new IllegalArgumentException("interval was " + interval + ", must with the runner's deadline of "
                    + runner.deadline() + " be less than staleAfter, which is " + policy.staleAfter()
                    + ", or answers are stale before the next ones come");
        }
        MonitorSchedule opened = new MonitorSchedule(this::run);
        lock.lock();
        try {
            if (isScheduled()) {
                throw new IllegalStateException("the monitor is scheduled already; close that schedule first");
            }
            schedule = opened;
        } finally {
            lock.unlock();
        }
        try {
            opened.started(scheduler.scheduleWithFixedDelay(opened::tick, 0, interval.toNanos(), TimeUnit.NANOSECONDS));
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
        return opened;
    }
}
