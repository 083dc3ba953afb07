package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExecutionTests {
    @Test
    void closeWhenThreadsAreOwnedThenNoneIsLeft() throws InterruptedException {
        ThreadCensus before = ThreadCensus.take();
        CountDownLatch ran = new CountDownLatch(2);
        try (Execution execution = Execution.owned(TimeSource.system())) {
            execution.executor().execute(ran::countDown);
            execution.after(Duration.ofMillis(1), ran::countDown);
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(before.added()).extracting(Thread::getName).allMatch(name -> name.startsWith("handclasp-auth-"));
            assertThat(before.added()).allMatch(Thread::isDaemon);
        }

        before.assertNoneLeft(Duration.ofSeconds(10));
    }

    @Test
    void closeWhenWorkWaitsForAThreadThenItIsToldThatItNeverRuns() throws InterruptedException {
        ThreadCensus before = ThreadCensus.take();
        CountDownLatch busy = new CountDownLatch(4);
        CountDownLatch never = new CountDownLatch(1);
        List<String> told = new ArrayList<>();
        Execution execution = Execution.owned(TimeSource.system());
        for (int i = 0; i < 4; i++) {
            execution.executor().execute(() -> {
                busy.countDown();
                try {
                    assertThat(never.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        execution.executor().execute(new Waiting(told, "sent Bearer topsecrettoken123"));
        execution.executor().execute(() -> told.add("ran"));
        execution.executor().execute(new Waiting(told, ""));

        try (LogCapture log = LogCapture.start()) {
            execution.close();
            assertThat(log.text()).contains("the end of a waiting task failed");
            log.assertDoesNotContain("topsecrettoken123");
        }

        assertThat(told).containsExactly("abandoned", "abandoned");
        before.assertNoneLeft(Duration.ofSeconds(10));
    }

    /** Work that fails when it is told, if it has a reason. */
    private record Waiting(List<String> told, String failure) implements Execution.Work {
        @Override
        public void run() {
            told.add("ran");
        }

        @Override
        public void abandoned() {
            told.add("abandoned");
            if (!failure.isEmpty()) {
                throw new IllegalStateException(failure);
            }
        }
    }

    @Test
    void closeWhenThreadsAreTheHostsThenTheyGoOn() {
        ManualScheduler scheduler = new ManualScheduler();

        Execution.of(Runnable::run, scheduler, scheduler.time()).close();

        assertThat(scheduler.isShutdown()).isFalse();
    }

    @Test
    void afterWhenClosedThenRefused() {
        Execution execution = Execution.owned(TimeSource.system());
        execution.close();

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> execution.after(Duration.ofMillis(1), () -> {}));
    }

    @Test
    void afterWhenTaskFailsThenLoggedWithoutSecrets() {
        ManualScheduler scheduler = new ManualScheduler();
        Execution execution = Execution.of(Runnable::run, scheduler, scheduler.time());
        try (LogCapture log = LogCapture.start()) {
            execution.after(Duration.ofMillis(1), () -> {
                throw new IllegalStateException("sent Bearer topsecrettoken123");
            });
            scheduler.advance(Duration.ofMillis(1));

            assertThat(log.text()).contains("a timer's task failed");
            log.assertDoesNotContain("topsecrettoken123");
        }
    }
}
