package io.handclasp.examples.benchmarks.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The checks that all contestants run: each waits, and the first may hang until released. Thread-safe. */
final class Load {
    private final int checks;
    private final Duration wait;
    private final boolean firstHangs;
    private final AtomicLong starts = new AtomicLong();
    private final CountDownLatch released = new CountDownLatch(1);

    Load(int checks, Duration wait, boolean firstHangs) {
        this.checks = checks;
        this.wait = wait;
        this.firstHangs = firstHangs;
    }

    int checks() {
        return checks;
    }

    long starts() {
        return starts.get();
    }

    /** Looks at a dependency that answers after a while. */
    void check(int number) throws InterruptedException {
        starts.incrementAndGet();
        if (firstHangs && number == 0) {
            released.await();
        } else {
            // Nobody counts this one down: it is a wait.
            boolean ignored = new CountDownLatch(1).await(wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Lets what hangs go, so that its thread ends. */
    void release() {
        released.countDown();
    }
}
