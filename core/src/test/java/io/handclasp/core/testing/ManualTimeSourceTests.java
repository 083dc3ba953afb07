package io.handclasp.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class ManualTimeSourceTests {
    private final ManualTimeSource time = new ManualTimeSource();

    @Test
    void advanceWhenMovedThenBothClocksMove() {
        time.advance(Duration.ofSeconds(5));

        assertThat(time.now()).isEqualTo(ManualTimeSource.START.plusSeconds(5));
        assertThat(time.nanoTime()).isEqualTo(5_000_000_000L);
    }

    @Test
    void setWallWhenItJumpsThenMonotonicClockStays() {
        time.setWall(Instant.EPOCH);

        assertThat(time.now()).isEqualTo(Instant.EPOCH);
        assertThat(time.nanoTime()).isZero();
    }

    @Test
    void advanceWhenBackwardsThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> time.advance(Duration.ofSeconds(-1)));
    }

    @Test
    void awaitUntilWhenClockIsAdvancedThenWaiterWakes() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        CountDownLatch waiting = new CountDownLatch(1);
        FutureTask<Long> waiter = new FutureTask<>(() -> {
            lock.lock();
            try {
                waiting.countDown();
                boolean inTime = true;
                while (inTime) {
                    inTime = time.awaitUntil(condition, 1_000);
                }
                return time.nanoTime();
            } finally {
                lock.unlock();
            }
        });
        Thread thread = new Thread(waiter, "waiter");
        thread.start();
        assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
        time.advance(Duration.ofNanos(1_000));

        assertThat(waiter.get(30, TimeUnit.SECONDS)).isEqualTo(1_000);
        thread.join(30_000);
    }
}
