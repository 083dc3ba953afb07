package io.handclasp.validator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stops a run from another thread. Once cancelled, it stays so: every run that is given it ends at once. Safe for use by many threads. */
public final class Cancellation {
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    /** Makes one that is not cancelled. */
    public Cancellation() {}

    /** Asks the runs that were given this to end. They yield a report that says so, soon after. Does not wait for it. */
    public void cancel() {
        cancelled = true;
        new ArrayList<>(watchers).forEach(Runnable::run);
    }

    /**
     * Tells whether somebody has cancelled.
     *
     * @return true after {@link #cancel()}
     */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Adds somebody to be woken up; the run takes it away when it ends. */
    void watch(Runnable wake) {
        watchers.add(wake);
    }

    void unwatch(Runnable wake) {
        watchers.remove(wake);
    }
}
