package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ThreadCensus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class OwnThreadsTests {
    private static final Duration LONG = Duration.ofHours(1);
    private final OwnThreads threads = new OwnThreads();
    private ThreadCensus before = ThreadCensus.take();

    /** Who runs what a test hands over. */
    enum Kind {
        WORKER,
        TIMER;

        void run(OwnThreads threads, Runnable task) {
            if (this == WORKER) {
                threads.workers().execute(task);
            } else {
                threads.timer().schedule(task, 0, TimeUnit.NANOSECONDS);
            }
        }
    }

    @BeforeEach
    void count() {
        before = ThreadCensus.take();
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        threads.end(Duration.ZERO);
        before.assertNoneLeft(Duration.ofSeconds(10));
    }

    /** What takes until it is let go, or interrupted. */
    private static final class Telling implements Runnable {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private final CompletableFuture<String> end = new CompletableFuture<>();

        @Override
        public void run() {
            begun.countDown();
            try {
                end.complete(go.await(20, TimeUnit.SECONDS) ? "told" : "not let go");
            } catch (InterruptedException cut) {
                end.complete("interrupted");
            }
        }
    }

    private Telling begin(Kind kind) throws InterruptedException {
        Telling telling = new Telling();
        kind.run(threads, telling);
        assertThat(telling.begun.await(10, TimeUnit.SECONDS)).isTrue();
        return telling;
    }

    private Thread endOnAThreadOfItsOwn() {
        Thread closer = new Thread(() -> threads.end(LONG));
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return closer;
    }

    @ParameterizedTest
    @EnumSource
    void endWhenSomethingHasBegunThenItFinishesUninterrupted(Kind kind) throws Exception {
        Telling telling = begin(kind);
        Thread closer = endOnAThreadOfItsOwn();

        telling.go.countDown();

        assertThat(telling.end.get(10, TimeUnit.SECONDS)).isEqualTo("told");
        closer.join(10_000);
        assertThat(closer.isAlive()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void endWhenItDoesNotFinishThenInterruptedAfterItsTime(Kind kind) throws Exception {
        Telling telling = begin(kind);

        assertThat(threads.end(Duration.ofMillis(1))).isEmpty();

        assertThat(telling.end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    @Test
    void endWhenCloserIsInterruptedThenItDoesNotWait() throws Exception {
        Telling telling = begin(Kind.WORKER);
        Thread closer = endOnAThreadOfItsOwn();

        closer.interrupt();

        closer.join(10_000);
        assertThat(closer.isAlive()).isFalse();
        assertThat(telling.end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    @ParameterizedTest
    @EnumSource
    void endWhenCalledByOneOfThemThenItNeitherWaitsForItselfNorIsInterrupted(Kind kind) throws Exception {
        Telling other = begin(kind == Kind.WORKER ? Kind.TIMER : Kind.WORKER);

        assertThat(interruptedAfter(kind, own -> own.end(Duration.ofMillis(1)))).isFalse();

        assertThat(other.end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    @ParameterizedTest
    @EnumSource
    void endWhenCalledByTheOnlyOneThatIsBusyThenAtOnce(Kind kind) throws Exception {
        assertThat(interruptedAfter(kind, own -> own.end(LONG))).isFalse();
    }

    @Test
    void endWhenItsCallerWasInterruptedBeforeThenItStaysSo() throws Exception {
        assertThat(interruptedAfter(Kind.WORKER, own -> {
                    Thread.currentThread().interrupt();
                    own.end(LONG);
                }))
                .isTrue();
    }

    private boolean interruptedAfter(Kind kind, Consumer<OwnThreads> end) throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        kind.run(threads, () -> {
            end.accept(threads);
            interrupted.complete(Thread.interrupted());
        });
        return interrupted.get(10, TimeUnit.SECONDS);
    }

    @Test
    void endWhenATaskFailedThenNobodyWaitsForIt() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        threads.workers().execute(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, expected) -> failed.countDown());
            throw new IllegalStateException("expected");
        });
        assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(threads.end(LONG)).isEmpty();
    }

    @Test
    void endWhenTasksWaitThenTheyAreHandedBackInTheirOrderAndTimersDropped() throws Exception {
        List<Telling> running = List.of(begin(Kind.WORKER), begin(Kind.WORKER), begin(Kind.WORKER), begin(Kind.WORKER));
        Telling first = new Telling();
        Telling second = new Telling();
        Telling later = new Telling();
        threads.workers().execute(first);
        threads.workers().execute(second);
        threads.timer().schedule(later, 1, TimeUnit.HOURS);

        assertThat(threads.end(Duration.ofMillis(1))).containsExactly(first, second);

        assertThat(threads.timer().getQueue()).isEmpty();
        assertThat(first.begun.getCount()).isOne();
        for (Telling telling : running) {
            assertThat(telling.end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
        }
    }
}
