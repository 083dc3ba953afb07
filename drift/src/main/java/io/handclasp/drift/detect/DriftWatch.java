package io.handclasp.drift.detect;

import io.handclasp.core.Redaction;
import io.handclasp.core.Settings;
import io.handclasp.core.concurrent.Listeners;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks again and again on the host's scheduler. The lock keeps what is told from overlapping with closing. */
final class DriftWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

    private final DriftDetector detector;
    private final Listeners<DriftListener> listeners;
    private final OpenFindings open;
    private final Object lock = new Object();
    private @Nullable Future<?> schedule;
    private boolean closed;

    private DriftWatch(DriftDetector detector, DriftListener listener) {
        this.detector = detector;
        this.open = new OpenFindings(detector.ruleIds());
        this.listeners = Listeners.of(DriftWatch.class, List.of(listener));
    }

    static DriftWatch start(
            DriftDetector detector, ScheduledExecutorService scheduler, Duration interval, DriftListener listener) {
        Settings.requireWithin("interval", interval, Duration.ofSeconds(1), Duration.ofDays(7));
        DriftWatch watch = new DriftWatch(detector, Objects.requireNonNull(listener, "listener"));
        synchronized (watch.lock) {
            watch.schedule =
                    scheduler.scheduleWithFixedDelay(watch::check, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        }
        return watch;
    }

    private void check() {
        try {
            if (isClosed()) {
                return;
            }
            var report = detector.check();
            synchronized (lock) {
                if (!closed) {
                    open.update(report).ifPresent(change -> listeners.notify(each -> each.changed(change)));
                }
            }
        } catch (Exception | LinkageError | AssertionError | ServiceConfigurationError | StackOverflowError e) {
            // Thrown on, it would end the schedule for good and nobody would know.
            LOG.warn("Drift could not be checked: {}", Redaction.describe(e));
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (schedule != null) {
                schedule.cancel(false);
            }
        }
    }
}
