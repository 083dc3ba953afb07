package io.handclasp.examples.benchmarks.health;

import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One question for health, on a thread of its own as a server has it. Thread-safe. */
final class Poll {
    private final CountDownLatch done = new CountDownLatch(1);
    private final long startNanos = TimeSource.system().nanoTime();
    private volatile long endNanos;
    private volatile OptionalInt healthy = OptionalInt.empty();
    private volatile @Nullable String frozen;

    private Poll() {}

    static Poll start(Contestant contestant) {
        return start(contestant, () -> {});
    }

    static Poll start(Contestant contestant, Runnable atEnd) {
        Poll poll = new Poll();
        Thread thread = new Thread(() -> poll.run(contestant, atEnd), "poller");
        thread.setDaemon(true);
        thread.start();
        return poll;
    }

    private void run(Contestant contestant, Runnable atEnd) {
        int count = contestant.poll();
        endNanos = TimeSource.system().nanoTime();
        healthy = OptionalInt.of(count);
        atEnd.run();
        done.countDown();
    }

    void await(Duration limit) throws InterruptedException {
        boolean ignored = done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isAnswered() {
        return healthy.isPresent();
    }

    Duration took() {
        return Duration.ofNanos(endNanos - startNanos);
    }

    /** Keeps the text as it is, whatever comes later. */
    void freeze() {
        frozen = text();
    }

    /** The time and the number of healthy checks. */
    String text() {
        String kept = frozen;
        if (kept != null) {
            return kept;
        }
        return isAnswered()
                ? String.format(Locale.ROOT, "%,d ms | %d", took().toMillis(), healthy.orElse(0))
                : "none | none";
    }

    static void pause(Duration duration) throws InterruptedException {
        // Nobody counts this one down: it is a wait.
        boolean ignored = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
