package io.handclasp.validator.drill;

import io.handclasp.core.time.Deadline;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Waits a moment between two looks. */
final class Pause {
    private static final Duration LENGTH = Duration.ofMillis(25);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition never = lock.newCondition();

    /** Returns after a moment, or at the deadline. */
    void rest(Deadline deadline) throws InterruptedException {
        Deadline end = deadline.sooner(LENGTH);
        lock.lockInterruptibly();
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = end.timeSource().awaitUntil(never, end.nanos());
            }
        } finally {
            lock.unlock();
        }
    }
}
