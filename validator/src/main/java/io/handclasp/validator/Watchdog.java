package io.handclasp.validator;

import io.handclasp.core.concurrent.NamedThreads;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives up what hangs while the checks run on the thread that called {@code run}, which then cannot look at the clock itself. Its
 * thread has ended when {@link #close} returns.
 */
final class Watchdog {
    private static final long LOOK_AGAIN_NANOS = Duration.ofHours(1).toNanos();

    private final RunState run;
    private final Thread thread;
    private boolean closed;

    private Watchdog(RunState run) {
        this.run = run;
        this.thread = NamedThreads.daemon("validator-watchdog").newThread(this::watch);
    }

    static Watchdog start(RunState run) {
        Watchdog watchdog = new Watchdog(run);
        watchdog.thread.start();
        return watchdog;
    }

    private void watch() {
        run.lock().lock();
        try {
            while (!closed && !Thread.currentThread().isInterrupted()) {
                PhaseRun phase = run.current();
                if (phase != null) {
                    phase.giveUpOverdue();
                }
                Optional<Long> next = phase == null ? Optional.empty() : phase.earliestDeadlineNanos();
                run.await(next.orElseGet(() -> run.nanoTime() + LOOK_AGAIN_NANOS));
            }
        } finally {
            run.lock().unlock();
        }
    }

    /** Ends the thread and waits for it: it does nothing that could take long. An interrupt is kept for afterwards. */
    void close() {
        run.lock().lock();
        try {
            closed = true;
            run.wake();
        } finally {
            run.lock().unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
