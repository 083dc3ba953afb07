package io.handclasp.probes.monitor;

import io.handclasp.core.Redaction;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The repeated runs of a monitor on the host's scheduler, until closed. Thread-safe. */
public final class MonitorSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final Runnable run;
    private @Nullable Future<?> future;
    private boolean closed;

    MonitorSchedule(Runnable run) {
        this.run = run;
    }

    /** A scheduler drops what throws once, in silence; so nothing of the run gets out of here. */
    void tick() {
        try {
            run.run();
        } catch (Exception | LinkageError | AssertionError failure) {
            LOG.error(
                    "A scheduled run of the probes failed; the next one comes all the same: {}",
                    Redaction.describe(failure));
        }
    }

    synchronized void started(Future<?> future) {
        this.future = future;
        if (closed) {
            future.cancel(true);
        }
    }

    synchronized boolean isOpen() {
        return !closed;
    }

    /**
     * Ends the repetition. A run that is under way is interrupted, says nothing, and does not count; the scheduler stays the
     * host's. Again does nothing.
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (future != null) {
                future.cancel(true);
            }
        }
    }
}
