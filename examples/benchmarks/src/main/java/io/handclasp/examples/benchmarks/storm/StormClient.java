package io.handclasp.examples.benchmarks.storm;

import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One client: knocks, and knocks again when it is told to. */
@SuppressWarnings("FutureReturnValueIgnored") // a task that fails shows in the counts of the run
final class StormClient {
    private static final TimeSource CLOCK = TimeSource.system();

    private final Contestant contestant;
    private final String token;
    private final String subject;
    private final long endNanos;
    private final ScheduledExecutorService timers;
    private final CountDownLatch settled;
    private final AtomicInteger knocks = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile @Nullable Answer first;
    private volatile @Nullable Answer last;
    private volatile long firstNanos;
    private volatile long lastNanos;

    /** The subject is empty for a forger, who must not be admitted at all. */
    StormClient(
            Contestant contestant,
            String token,
            String subject,
            long endNanos,
            ScheduledExecutorService timers,
            CountDownLatch settled) {
        this.contestant = contestant;
        this.token = token;
        this.subject = subject;
        this.endNanos = endNanos;
        this.timers = timers;
        this.settled = settled;
    }

    void knock() {
        knocks.incrementAndGet();
        long startNanos = CLOCK.nanoTime();
        contestant
                .authenticate(token)
                .whenComplete((answer, failure) -> hear(answer == null ? Answer.tryAgain() : answer, startNanos));
    }

    private void hear(Answer answer, long startNanos) {
        answers.incrementAndGet();
        long now = CLOCK.nanoTime();
        if (first == null) {
            first = answer;
            firstNanos = now - startNanos;
        }
        last = answer;
        lastNanos = now;
        long wait = answer.retryAfter().toNanos();
        long jitter = wait == 0 ? 0 : ThreadLocalRandom.current().nextLong(wait);
        if (answer.kind() == Answer.Kind.TRY_AGAIN && now + wait + jitter - endNanos < 0) {
            try {
                timers.schedule(this::knock, wait + jitter, TimeUnit.NANOSECONDS);
                return;
            } catch (RejectedExecutionException over) {
                last = answer; // the run is over
            }
        }
        settled.countDown();
    }

    boolean isForger() {
        return subject.isEmpty();
    }

    boolean answered() {
        return first != null;
    }

    boolean admittedAtOnce() {
        Answer heard = first;
        return heard != null
                && heard.kind() == Answer.Kind.ADMITTED
                && heard.subject().equals(subject);
    }

    boolean admitted() {
        Answer heard = last;
        return heard != null && heard.kind() == Answer.Kind.ADMITTED;
    }

    long admittedNanos() {
        return lastNanos;
    }

    Duration firstAnswer() {
        return Duration.ofNanos(firstNanos);
    }

    boolean wronglyAdmitted() {
        Answer heard = last;
        return heard != null
                && heard.kind() == Answer.Kind.ADMITTED
                && (isForger() || !heard.subject().equals(subject));
    }

    /** A user whose token is good is told that it is bad. */
    boolean wronglyRefused() {
        Answer heard = last;
        return !isForger() && heard != null && heard.kind() == Answer.Kind.REFUSED;
    }

    /** Zero when each knock was answered once. */
    int lostOrDoubled() {
        return Math.abs(knocks.get() - answers.get());
    }
}
