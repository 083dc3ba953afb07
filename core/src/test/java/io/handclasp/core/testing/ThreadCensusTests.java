package io.handclasp.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadCensusTests {
    private final CountDownLatch letGo = new CountDownLatch(1);

    @Test
    void assertNoneLeftWhenThreadLivesOnThenNamesIt() throws InterruptedException {
        ThreadCensus census = ThreadCensus.take();
        Thread thread = start("left-behind");
        try {
            assertThat(census.added()).containsExactly(thread);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> census.assertNoneLeft(Duration.ofMillis(20)))
                    .withMessageContaining("left-behind");
        } finally {
            letGo.countDown();
            thread.join(30_000);
        }
    }

    @Test
    void assertNoneLeftWhenThreadEndsInTimeThenPasses() {
        ThreadCensus census = ThreadCensus.take();
        start("short-lived");
        letGo.countDown();

        census.assertNoneLeft(Duration.ofSeconds(30));
        assertThat(census.added()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ForkJoinPool.commonPool-worker-1", "junit-jupiter-timeout-watcher"})
    void addedWhenThreadIsNobodysToEndThenItDoesNotCount(String name) throws InterruptedException {
        ThreadCensus census = ThreadCensus.take();
        Thread thread = start(name);
        try {
            assertThat(census.added()).isEmpty();
        } finally {
            letGo.countDown();
            thread.join(30_000);
        }
    }

    private Thread start(String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        assertThat(letGo.await(30, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.start();
        return thread;
    }
}
