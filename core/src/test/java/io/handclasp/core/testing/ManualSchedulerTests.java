package io.handclasp.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManualSchedulerTests {
    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<String> ran = new ArrayList<>();

    @Test
    void advanceWhenTasksAreDueThenRunInOrderEachAtItsTime() {
        note("c", 3);
        note("a", 1);
        note("b", 1);
        scheduler.advance(Duration.ofSeconds(2));
        assertThat(ran).containsExactly("a@1", "b@1");
        assertThat(scheduler.pending()).isEqualTo(1);

        scheduler.advance(Duration.ofSeconds(2));
        assertThat(ran).containsExactly("a@1", "b@1", "c@3");
        assertThat(seconds()).isEqualTo(4);
    }

    @Test
    void advanceWhenTaskSchedulesAnotherThenItRunsInTheSameAdvance() {
        ScheduledFuture<?> first = scheduler.schedule(() -> note("inner", 1), 1, TimeUnit.SECONDS);
        scheduler.advance(Duration.ofSeconds(5));

        assertThat(first.isDone()).isTrue();
        assertThat(ran).containsExactly("inner@2");
    }

    @Test
    void scheduleWhenDelayIsZeroThenWaitsForTheNextAdvance() {
        note("now", 0);
        assertThat(ran).isEmpty();

        scheduler.advance(Duration.ZERO);
        assertThat(ran).containsExactly("now@0");
    }

    @Test
    void scheduleAtFixedRateWhenAdvancedThenRunsAtEachPeriod() {
        ScheduledFuture<?> repeating =
                scheduler.scheduleAtFixedRate(() -> ran.add("r@" + seconds()), 1, 2, TimeUnit.SECONDS);
        scheduler.advance(Duration.ofSeconds(6));
        assertThat(ran).containsExactly("r@1", "r@3", "r@5");

        repeating.cancel(false);
        scheduler.advance(Duration.ofSeconds(6));
        assertThat(ran).hasSize(3);
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void scheduleWithFixedDelayWhenTaskTakesTimeThenDelayCountsFromItsEnd() {
        Runnable slow = () -> {
            ran.add("r@" + seconds());
            scheduler.time().advance(Duration.ofSeconds(1));
        };
        ScheduledFuture<?> repeating = scheduler.scheduleWithFixedDelay(slow, 1, 2, TimeUnit.SECONDS);
        scheduler.advance(Duration.ofSeconds(6));

        assertThat(ran).containsExactly("r@1", "r@4");
        assertThat(repeating.getDelay(TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void scheduleAtFixedRateWhenTaskFailsThenStops() {
        ScheduledFuture<?> failing = scheduler.scheduleAtFixedRate(
                () -> {
                    throw new IllegalStateException("no");
                },
                1,
                1,
                TimeUnit.SECONDS);
        scheduler.advance(Duration.ofSeconds(5));

        assertThat(scheduler.pending()).isZero();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> failing.get(1, TimeUnit.SECONDS))
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void cancelWhenPendingThenRemovedAtOnce() {
        ScheduledFuture<?> task = scheduler.schedule(() -> "never", 1, TimeUnit.SECONDS);

        assertThat(task.cancel(false)).isTrue();
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void executeWhenCalledThenInline() throws Exception {
        scheduler.execute(() -> ran.add("inline"));

        assertThat(ran).containsExactly("inline");
        assertThat(scheduler.submit(() -> "value").get(1, TimeUnit.SECONDS)).isEqualTo("value");
    }

    @Test
    void shutdownWhenTasksArePendingThenDelayedOnesStillRunAndRepeatingOnesDoNot() {
        note("once", 1);
        ScheduledFuture<?> repeating = scheduler.scheduleAtFixedRate(() -> ran.add("r"), 1, 1, TimeUnit.SECONDS);
        scheduler.shutdown();
        assertThat(scheduler.isTerminated()).isFalse();
        assertThat(repeating.isCancelled()).isTrue();

        scheduler.advance(Duration.ofSeconds(3));
        assertThat(ran).containsExactly("once@1");
        assertThat(scheduler.isTerminated()).isTrue();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> note("late", 1));
    }

    @Test
    void shutdownNowWhenTasksArePendingThenReturnsThem() {
        note("never", 1);

        assertThat(scheduler.shutdownNow()).hasSize(1);
        assertThat(scheduler.isTerminated()).isTrue();
        assertThat(scheduler.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
    }

    private void note(String name, long delaySeconds) {
        ScheduledFuture<?> task =
                scheduler.schedule(() -> ran.add(name + "@" + seconds()), delaySeconds, TimeUnit.SECONDS);
        assertThat(task.isDone()).isFalse();
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(scheduler.time().nanoTime());
    }
}
