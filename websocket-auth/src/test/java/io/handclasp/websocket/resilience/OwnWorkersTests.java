package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.testing.ThreadCensus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OwnWorkersTests {
    private static final Duration LONG = Duration.ofHours(1);
    private final ThreadCensus before = ThreadCensus.take();
    private final OwnWorkers workers = new OwnWorkers();

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        workers.end(Duration.ZERO);
        before.assertNoneLeft(Duration.ofSeconds(10));
    }

    /** Work that takes until it is let go, or interrupted. */
    private static final class Telling implements Execution.Work {
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

        @Override
        public void abandoned() {
            end.complete("abandoned");
        }
    }

    private Telling begin() throws InterruptedException {
        Telling telling = new Telling();
        workers.execute(telling);
        assertThat(telling.begun.await(10, TimeUnit.SECONDS)).isTrue();
        return telling;
    }

    private Thread endOnAThreadOfItsOwn() {
        Thread closer = new Thread(() -> workers.end(LONG));
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return closer;
    }

    @Test
    void endWhenWorkHasBegunThenItFinishesUninterrupted() throws Exception {
        Telling telling = begin();
        Thread closer = endOnAThreadOfItsOwn();

        telling.go.countDown();

        assertThat(telling.end.get(10, TimeUnit.SECONDS)).isEqualTo("told");
        closer.join(10_000);
        assertThat(closer.isAlive()).isFalse();
    }

    @Test
    void endWhenWorkDoesNotFinishThenInterruptedAfterItsTime() throws Exception {
        Telling telling = begin();

        assertThat(workers.end(Duration.ofMillis(1))).isEmpty();

        assertThat(telling.end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    @Test
    void endWhenCloserIsInterruptedThenDoesNotWait() throws Exception {
        Telling telling = begin();
        Thread closer = endOnAThreadOfItsOwn();

        closer.interrupt();

        closer.join(10_000);
        assertThat(closer.isAlive()).isFalse();
        assertThat(telling.end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    @Test
    void endWhenCalledByWorkThenItDoesNotWaitForItself() throws Exception {
        CompletableFuture<List<Execution.Work>> ended = new CompletableFuture<>();
        workers.execute(new Execution.Work() {
            @Override
            public void run() {
                ended.complete(workers.end(LONG));
            }

            @Override
            public void abandoned() {
                ended.cancel(false);
            }
        });

        assertThat(ended.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void endWhenOnlyOtherTasksRunThenInterruptedAtOnce() throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        workers.execute(() -> {
            begun.countDown();
            try {
                end.complete(new CountDownLatch(1).await(20, TimeUnit.SECONDS) ? "let go" : "not interrupted");
            } catch (InterruptedException closed) {
                end.complete("interrupted");
            }
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(workers.end(LONG)).isEmpty();

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    @Test
    void endWhenWorkFailedOrWasRefusedThenNobodyWaitsForIt() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        workers.execute(new Execution.Work() {
            @Override
            public void run() {
                Thread.currentThread().setUncaughtExceptionHandler((thread, expected) -> failed.countDown());
                throw new IllegalStateException("expected");
            }

            @Override
            public void abandoned() {}
        });
        assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(workers.end(LONG)).isEmpty();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> workers.execute(new Telling()));
        assertThat(workers.end(LONG)).isEmpty();
    }

    @Test
    void endWhenWorkWaitsForAThreadThenHandedBackInItsOrder() throws Exception {
        List<Telling> running = List.of(begin(), begin(), begin(), begin());
        Telling first = new Telling();
        Telling second = new Telling();
        workers.execute(first);
        workers.execute(second);

        assertThat(workers.end(Duration.ofMillis(1))).containsExactly(first, second);

        assertThat(first.begun.getCount()).isOne();
        for (Telling telling : running) {
            assertThat(telling.end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
        }
    }
}
