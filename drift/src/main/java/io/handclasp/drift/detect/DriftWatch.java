package io.handclasp.drift.detect;

import io.handclasp.core.Redaction;
import io.handclasp.core.Settings;
import io.handclasp.core.concurrent.Listeners;
import io.handclasp.drift.report.DriftReport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A detector that checks again and again on the host's scheduler, until it is closed; see {@link DriftDetector#watch}.
 * Thread-safe.
 */
public final class DriftWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DriftDetector detector;
    private final Listeners<DriftListener> listeners;
    private final OpenFindings open;
    private final Duration patience;
    /** Held while a listener is told, so that nothing is told after {@link #close} has returned. */
    private final ReentrantLock telling = new ReentrantLock();

    private volatile @Nullable Future<?> schedule;
    private volatile boolean closed;

    private DriftWatch(DriftDetector detector, DriftListener listener, Duration patience) {
        this.detector = detector;
        this.patience = patience;
        this.open = new OpenFindings(detector.ruleIds());
        this.listeners = Listeners.of(DriftWatch.class, List.of(listener));
    }

    static DriftWatch start(
            DriftDetector detector, ScheduledExecutorService scheduler, Duration interval, DriftListener listener) {
        return start(detector, scheduler, interval, listener, PATIENCE);
    }

    static DriftWatch start(
            DriftDetector detector,
            ScheduledExecutorService scheduler,
            Duration interval,
            DriftListener listener,
            Duration patience) {
        Settings.requireWithin("interval", interval, Duration.ofSeconds(1), Duration.ofDays(7));
        DriftWatch watch = new DriftWatch(detector, Objects.requireNonNull(listener, "listener"), patience);
        watch.schedule = scheduler.scheduleWithFixedDelay(watch::check, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        return watch;
    }

    private void check() {
        try {
            if (!closed) {
                tell(detector.check());
            }
        } catch (Exception | LinkageError | AssertionError | ServiceConfigurationError | StackOverflowError e) {
            // Thrown on, it would end the schedule for good and nobody would know.
            LOG.warn("Drift could not be checked: {}", Redaction.describe(e));
        }
    }

    private void tell(DriftReport report) {
        telling.lock(); // free but for one who closes, and that one does not hold it
        try {
            if (!closed) {
                open.update(report).ifPresent(change -> listeners.notify(each -> each.changed(change)));
            }
        } finally {
            telling.unlock();
        }
    }

    /**
     * Ends the watching: no check starts and no change is told afterwards. Waits for a listener that is being told now, at most 5 s;
     * one that hangs longer does not keep the host from closing. May be called twice.
     */
    @Override
    public void close() {
        closed = true;
        Future<?> scheduled = schedule;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        try {
            if (telling.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                telling.unlock();
            } else {
                LOG.warn("A drift listener has not come back for {}; the watch is closed all the same", patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
