package io.handclasp.core.concurrent;

import static io.handclasp.core.concurrent.RunnerFixture.TIMEOUT;
import static io.handclasp.core.concurrent.RunnerFixture.WHOLE;
import static io.handclasp.core.concurrent.RunnerFixture.await;
import static io.handclasp.core.concurrent.RunnerFixture.get;
import static io.handclasp.core.concurrent.RunnerFixture.quick;
import static io.handclasp.core.concurrent.RunnerFixture.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.concurrent.TaskResult.Completed;
import io.handclasp.core.concurrent.TaskResult.Failed;
import io.handclasp.core.concurrent.TaskResult.NotRun;
import io.handclasp.core.concurrent.TaskResult.TimedOut;
import io.handclasp.core.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelRunnerTests {
    private final RunnerFixture fixture = new RunnerFixture();

    @AfterEach
    void closeFixture() {
        fixture.close();
    }

    @Test
    void runWhenTasksEndInAnyOrderThenResultsInTheOrderOfTheTasks() {
        CountDownLatch lastHasRun = new CountDownLatch(1);
        Task<String> first = task("first", deadline -> {
            await(lastHasRun);
            return "a";
        });
        Task<String> last = task("last", deadline -> {
            lastHasRun.countDown();
            return "b";
        });

        assertThat(fixture.runner().run(List.of(first, last), fixture.whole()))
                .containsExactly(
                        new Completed<>("first", "a", Duration.ZERO), new Completed<>("last", "b", Duration.ZERO));
    }

    @Test
    void runWhenThereAreNoTasksThenNoResults() {
        assertThat(fixture.runner().<String>run(List.of(), fixture.whole())).isEmpty();
    }

    @Test
    void runWhenTaskThrowsThenFailedAndOthersStand() {
        IOException failure = new IOException("refused");
        Task<String> failing = task("failing", deadline -> {
            throw failure;
        });

        assertThat(fixture.runner().run(List.of(failing, quick("other")), fixture.whole()))
                .containsExactly(
                        new Failed<>("failing", failure, Duration.ZERO),
                        new Completed<>("other", "value of other", Duration.ZERO));
    }

    @Test
    void runWhenTaskYieldsNullThenFailed() {
        List<TaskResult<String>> results =
                fixture.runner().run(List.of(task("empty", deadline -> null)), fixture.whole());

        assertThat(results)
                .singleElement()
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.error())
                                .isInstanceOf(NullPointerException.class)
                                .hasMessage("the task yielded null"));
    }

    @Test
    void runWhenTaskRunsForAWhileThenElapsedCountsFromItsStart() {
        Task<String> slow = task("slow", deadline -> {
            fixture.time.advance(Duration.ofSeconds(3));
            return "done";
        });

        assertThat(fixture.runner().run(List.of(slow), fixture.whole()))
                .containsExactly(new Completed<>("slow", "done", Duration.ofSeconds(3)));
    }

    @Test
    void runWhenOneTaskHangsThenTimedOutAtItsOwnDeadlineAndOthersStand() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Future<List<TaskResult<String>>> results =
                fixture.start(fixture.runner(), List.of(fixture.hung("hung", started), quick("other")));
        await(started);
        fixture.time.advance(TIMEOUT.minusNanos(1));
        assertThat(results.isDone()).isFalse();

        fixture.time.advance(Duration.ofNanos(1));
        assertThat(get(results).get(0)).isEqualTo(new TimedOut<>("hung", TIMEOUT));
        assertThat(get(results).get(1)).isInstanceOf(Completed.class);
    }

    @Test
    void runWhenTaskEndsAfterItsDeadlineUnnoticedThenTimedOutAllTheSame() {
        Task<String> late = task("late", deadline -> {
            fixture.time.advance(TIMEOUT.plusNanos(1));
            return "too late";
        });
        ParallelRunner inline = ParallelRunner.builder().executor(Runnable::run).build();

        assertThat(inline.run(List.of(late, quick("other")), fixture.whole()))
                .containsExactly(
                        new TimedOut<>("late", TIMEOUT.plusNanos(1)),
                        new Completed<>("other", "value of other", Duration.ZERO));
    }

    @Test
    void runWhenTaskIsGivenADeadlineThenTheEarlierOfItsOwnAndTheWhole() {
        AtomicReference<Deadline> own = new AtomicReference<>();
        AtomicReference<Deadline> cut = new AtomicReference<>();
        Task<String> first = task("first", deadline -> {
            own.set(deadline);
            return "";
        });
        Task<String> second = new Task<>("second", WHOLE.multipliedBy(2), false, deadline -> {
            cut.set(deadline);
            return "";
        });
        fixture.runner().run(List.of(first, second), fixture.whole());

        assertThat(own.get().remaining()).isEqualTo(TIMEOUT);
        assertThat(cut.get().remaining()).isEqualTo(WHOLE);
    }

    @Test
    void runWhenTasksWaitForOneThreadThenEachTimeoutCountsFromItsStart() {
        TaskBody<String> sixSeconds = deadline -> {
            fixture.time.advance(Duration.ofSeconds(6));
            return "done";
        };
        List<Task<String>> tasks = List.of(task("a", sixSeconds), task("b", sixSeconds), task("c", sixSeconds));

        assertThat(fixture.runner(1).run(tasks, fixture.whole()))
                .allSatisfy(result ->
                        assertThat(result).isEqualTo(new Completed<>(result.id(), "done", Duration.ofSeconds(6))));
    }

    @Test
    void runWhenConcurrencyIsLimitedThenThatManyAtOnceAndNeverMore() {
        CyclicBarrier threeMeet = new CyclicBarrier(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        TaskBody<String> body = deadline -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            threeMeet.await(30, TimeUnit.SECONDS);
            running.decrementAndGet();
            return "done";
        };
        List<Task<String>> tasks =
                IntStream.range(0, 201).mapToObj(i -> task("t" + i, body)).toList();

        assertThat(fixture.runner(3).run(tasks, fixture.whole())).hasSize(201).allMatch(Completed.class::isInstance);
        assertThat(most).hasValue(3);
    }

    @Test
    void runWhenTaskHangsForEverThenItHoldsNoPlaceBeyondItsDeadline() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        List<Task<String>> tasks = List.of(fixture.hung("hung", started), quick("second"), quick("third"));
        Future<List<TaskResult<String>>> results = fixture.start(fixture.runner(1), tasks);
        await(started);
        fixture.time.advance(TIMEOUT);

        assertThat(get(results))
                .containsExactly(
                        new TimedOut<>("hung", TIMEOUT),
                        new Completed<>("second", "value of second", Duration.ZERO),
                        new Completed<>("third", "value of third", Duration.ZERO));
    }

    @Test
    void runWhenWholeRunIsOverThenRunningTimedOutAndWaitingNotRun() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Task<String> hung = new Task<>(
                "hung",
                WHOLE.multipliedBy(2),
                false,
                fixture.hung("hung", started).body());
        Future<List<TaskResult<String>>> results = fixture.start(fixture.runner(1), List.of(hung, quick("waiting")));
        await(started);
        fixture.time.advance(WHOLE);

        assertThat(get(results))
                .containsExactly(
                        new TimedOut<>("hung", WHOLE),
                        new NotRun<>("waiting", "the run reached its deadline before the task was started"));
    }

    @Test
    void runWhenDeadlineHasPassedAlreadyThenNothingReachesTheExecutor() {
        AtomicInteger calls = new AtomicInteger();
        ParallelRunner runner = ParallelRunner.builder()
                .executor(work -> calls.incrementAndGet())
                .build();

        assertThat(runner.run(List.of(quick("a"), quick("b")), Deadline.after(Duration.ZERO, fixture.time)))
                .hasSize(2)
                .allMatch(NotRun.class::isInstance);
        assertThat(calls).hasValue(0);
    }

    @Test
    void builderWhenExecutorIsMissingThenNamesIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ParallelRunner.builder().build())
                .withMessage("executor was not set, must be the executor that the tasks run on");
    }

    @Test
    void maxConcurrencyWhenLessThanOneThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParallelRunner.builder().maxConcurrency(0))
                .withMessageStartingWith("maxConcurrency was 0, must be between 1 and");
    }

    @Test
    void taskWhenSettingsAreWrongThenRefused() {
        TaskBody<String> body = deadline -> "";

        assertThatIllegalArgumentException().isThrownBy(() -> new Task<>(" ", TIMEOUT, false, body));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Task<>("a", Duration.ZERO, false, body))
                .withMessage("timeout was PT0S, must be greater than zero");
    }
}
