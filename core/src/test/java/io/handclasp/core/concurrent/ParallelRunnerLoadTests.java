package io.handclasp.core.concurrent;

import static io.handclasp.core.concurrent.RunnerFixture.TIMEOUT;
import static io.handclasp.core.concurrent.RunnerFixture.await;
import static io.handclasp.core.concurrent.RunnerFixture.get;
import static io.handclasp.core.concurrent.RunnerFixture.quick;
import static io.handclasp.core.concurrent.RunnerFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.concurrent.TaskResult.Completed;
import io.handclasp.core.concurrent.TaskResult.Failed;
import io.handclasp.core.concurrent.TaskResult.NotRun;
import io.handclasp.core.concurrent.TaskResult.TimedOut;
import io.handclasp.core.testing.ThreadCensus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Many tasks, and tasks of all kinds mixed. */
class ParallelRunnerLoadTests {
    private enum Kind {
        VALUE,
        FAILURE,
        REJECTED,
        HUNG
    }

    @Test
    void runWhenThereAreAThousandTasksThenEachRunsOnceAndNoThreadIsLeft() throws Exception {
        ThreadCensus census = ThreadCensus.take();
        AtomicInteger runs = new AtomicInteger();
        try (RunnerFixture fixture = new RunnerFixture()) {
            List<Task<String>> tasks = IntStream.range(0, 1_000)
                    .mapToObj(i -> task("t" + i, deadline -> {
                        runs.incrementAndGet();
                        return "v" + i;
                    }))
                    .toList();
            List<TaskResult<String>> results = fixture.runner(32).run(tasks, fixture.whole());

            for (int i = 0; i < 1_000; i++) {
                assertThat(results.get(i)).isEqualTo(new Completed<>("t" + i, "v" + i, Duration.ZERO));
            }
        }

        assertThat(runs).hasValue(1_000);
        census.assertNoneLeft(Duration.ofSeconds(30));
    }

    @Test
    void runWhenAHundredTasksHangThenAllTimedOutAtOnceAndTheOthersStand() throws Exception {
        try (RunnerFixture fixture = new RunnerFixture()) {
            CountDownLatch started = new CountDownLatch(100);
            List<Task<String>> tasks = IntStream.range(0, 200)
                    .mapToObj(i -> i % 2 == 0 ? fixture.hung("t" + i, started) : quick("t" + i))
                    .toList();
            Future<List<TaskResult<String>>> results = fixture.start(fixture.runner(), tasks);
            await(started);
            fixture.time.advance(TIMEOUT);

            for (int i = 0; i < 200; i++) {
                assertThat(get(results).get(i)).isInstanceOf(i % 2 == 0 ? TimedOut.class : Completed.class);
            }
        }
    }

    @Property(tries = 100)
    void runWhenKindsAreMixedThenExactlyTheRightResultForEach(
            @ForAll @Size(max = 30) List<Kind> kinds, @ForAll @IntRange(min = 1, max = 40) int maxConcurrency)
            throws Exception {
        try (RunnerFixture fixture = new RunnerFixture()) {
            CountDownLatch allHung = new CountDownLatch(
                    (int) kinds.stream().filter(kind -> kind == Kind.HUNG).count());
            AtomicInteger handedOver = new AtomicInteger();
            Executor executor = work -> {
                if (kinds.get(handedOver.getAndIncrement()) == Kind.REJECTED) {
                    throw new RejectedExecutionException();
                }
                fixture.workers.execute(work);
            };
            List<Task<String>> tasks = IntStream.range(0, kinds.size())
                    .mapToObj(i -> ofKind(fixture, "t" + i, kinds.get(i), allHung))
                    .toList();
            ParallelRunner runner = ParallelRunner.builder()
                    .executor(executor)
                    .maxConcurrency(maxConcurrency)
                    .build();
            Future<List<TaskResult<String>>> results = fixture.start(runner, tasks);
            letTimePassUntilDone(fixture, results);

            assertThat(get(results)).hasSameSizeAs(kinds);
            for (int i = 0; i < kinds.size(); i++) {
                assertThat(get(results).get(i).id()).isEqualTo("t" + i);
                assertRight(kinds.get(i), get(results).get(i));
            }
            assertThat(handedOver).hasValueLessThanOrEqualTo(kinds.size());
        }
    }

    private static Task<String> ofKind(RunnerFixture fixture, String id, Kind kind, CountDownLatch allHung) {
        return switch (kind) {
            case VALUE, REJECTED -> quick(id);
            case FAILURE ->
                task(id, deadline -> {
                    throw new IllegalStateException(id);
                });
            case HUNG -> fixture.hung(id, allHung);
        };
    }

    /** Small steps, so that each task that hangs is seen to; the run as a whole may end on the way. */
    private static void letTimePassUntilDone(RunnerFixture fixture, Future<?> results) {
        while (!results.isDone()) {
            fixture.time.advance(Duration.ofMillis(1));
            Thread.onSpinWait();
        }
    }

    private static void assertRight(Kind kind, TaskResult<String> result) {
        // Time goes on by itself here, so that any task may come too late; what it may not do is end as another kind.
        switch (kind) {
            case VALUE -> assertThat(result).isInstanceOfAny(Completed.class, TimedOut.class, NotRun.class);
            case FAILURE -> assertThat(result).isInstanceOfAny(Failed.class, TimedOut.class, NotRun.class);
            case REJECTED -> assertThat(result).isInstanceOf(NotRun.class);
            case HUNG -> assertThat(result).isInstanceOfAny(TimedOut.class, NotRun.class);
        }
    }
}
