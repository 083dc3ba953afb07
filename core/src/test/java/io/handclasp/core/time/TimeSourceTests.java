package io.handclasp.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class TimeSourceTests {
    private final TimeSource time = TimeSource.system();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition condition = lock.newCondition();

    @Test
    void systemWhenReadThenTheClocksOfThisMachine() {
        long beforeNanos = System.nanoTime();

        assertThat(time.nanoTime()).isGreaterThanOrEqualTo(beforeNanos);
        assertThat(time.now()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(TimeSource.system()).isSameAs(time).hasToString("TimeSource.system()");
    }

    @Test
    void awaitUntilWhenPointHasPassedThenFalseAtOnce() throws InterruptedException {
        lock.lock();
        try {
            assertThat(time.awaitUntil(condition, time.nanoTime() - 1)).isFalse();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void awaitUntilWhenNobodySignalsThenFalseOnceThePointIsReached() throws InterruptedException {
        Deadline deadline = Deadline.after(Duration.ofMillis(5), time);
        lock.lock();
        try {
            boolean inTime = true;
            while (inTime) {
                inTime = time.awaitUntil(condition, deadline.nanos());
            }
        } finally {
            lock.unlock();
        }

        assertThat(deadline.isExpired()).isTrue();
    }

    @Test
    void awaitUntilWhenInterruptedThenThrows() {
        lock.lock();
        try {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> time.awaitUntil(condition, time.nanoTime() + 60_000_000_000L));
        } finally {
            lock.unlock();
        }
    }
}
