package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
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
