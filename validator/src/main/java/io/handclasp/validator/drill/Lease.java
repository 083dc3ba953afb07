package io.handclasp.validator.drill;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** One fault in place, until it is undone: by the drill or by the end of its life. Safe for use by several threads. */
final class Lease {
    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String description;
    private final AutoCloseable undo;
    private final Deadline life;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean undone;
    private volatile boolean outlived;

    Lease(String description, AutoCloseable undo, Deadline life) {
        this.description = description;
        this.undo = undo;
        this.life = life;
    }

    Deadline life() {
        return life;
    }

    /** Whether it was in place all the time until now. */
    boolean holds() {
        return !undone && !outlived && !life.isExpired();
    }

    /** Whether its life was ended because it was over, or because all faults had to go. */
    boolean isOutlived() {
        return outlived;
    }

    void endOfLife() {
        outlived = true;
        Optional<String> ignored = undo();
    }

    /**
     * Undoes the fault, unless that has been done, and tries again when it fails. An interrupt does not keep it from that: the thread
     * is interrupted again afterwards.
     *
     * @return why the fault is still there; empty when it is gone
     */
    Optional<String> undo() {
        boolean interrupted = Thread.interrupted();
        boolean mine = false;
        try {
            mine = lock.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            mine = lock.tryLock();
        }
        if (!mine) {
            restore(interrupted);
            return Optional.of(description + " (another thread has been undoing it for too long)");
        }
        try {
            String failure = "";
            for (int attempt = 0; attempt < ATTEMPTS && !undone; attempt++) {
                interrupted |= Thread.interrupted();
                try {
                    undo.close();
                    undone = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                    failure = "interrupted";
                } catch (Exception | LinkageError | AssertionError e) {
                    failure = Redaction.describe(e);
                }
            }
            return undone ? Optional.empty() : Optional.of(description + " (" + failure + ")");
        } finally {
            lock.unlock();
            restore(interrupted);
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
