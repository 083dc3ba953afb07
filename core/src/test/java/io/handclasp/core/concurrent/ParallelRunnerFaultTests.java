package io.handclasp.core.concurrent;

import static io.handclasp.core.concurrent.RunnerFixture.TIMEOUT;
import static io.handclasp.core.concurrent.RunnerFixture.WHOLE;
import static io.handclasp.core.concurrent.RunnerFixture.await;
import static io.handclasp.core.concurrent.RunnerFixture.get;
import static io.handclasp.core.concurrent.RunnerFixture.interruptible;
import static io.handclasp.core.concurrent.RunnerFixture.quick;
import static io.handclasp.core.concurrent.RunnerFixture.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.concurrent.TaskResult.Cancelled;
import io.handclasp.core.concurrent.TaskResult.Completed;
import io.handclasp.core.concurrent.TaskResult.Failed;
import io.handclasp.core.concurrent.TaskResult.NotRun;
import io.handclasp.core.concurrent.TaskResult.TimedOut;
import io.handclasp.core.testing.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the runner does when executors, tasks and callers misbehave. */
class ParallelRunnerFaultTests {
    private final RunnerFixture fixture = new RunnerFixture();

    @AfterEach
    void closeFixture() {
        fixture.close();
    }

    @Test
    void runWhenExecutorRejectsThenNotRunWithTheReasonAndOthersStand() {
        AtomicInteger calls = new AtomicInteger();
        ParallelRunner runner = ParallelRunner.builder()
                .executor(work -> {
                    if (calls.incrementAndGet() == 2) {
                        throw new RejectedExecutionException("queue is full, token=S3cr3t");
                    }
                    fixture.workers.execute(work);
                })
                .build();

        assertThat(runner.run(List.of(quick("a"), quick("b"), quick("c")), fixture.whole()))
                .containsExactly(
                        new Completed<>("a", "value of a", Duration.ZERO),
                        new NotRun<>(
                                "b",
                                "the executor did not accept the task: "
                                        + "RejectedExecutionException: queue is full, token=[redacted]"),
                        new Completed<>("c", "value of c", Duration.ZERO));
    }

    @Test
    void runWhenSystemHasNoThreadLeftThenNotRun() {
        ParallelRunner runner = ParallelRunner.builder()
                .executor(work -> {
                    throw new OutOfMemoryError("unable to create native thread");
                })
                .build();

        assertThat(runner.run(List.of(quick("a")), fixture.whole()))
                .singleElement()
                .isInstanceOfSatisfying(
                        NotRun.class, notRun -> assertThat(notRun.reason()).contains("unable to create native thread"));
    }

    @Test
    void runWhenExecutorLosesTheTaskThenNotRunWhenTheRunIsOver() throws Exception {
        CountDownLatch handedOver = new CountDownLatch(1);
        ParallelRunner losing = ParallelRunner.builder()
                .executor(work -> handedOver.countDown())
                .build();
        Future<List<TaskResult<String>>> results = fixture.start(losing, List.of(quick("lost")));
        await(handedOver);
        fixture.time.advance(WHOLE);

        assertThat(get(results)).singleElement().isInstanceOf(NotRun.class);
    }

    @Test
    void runWhenExecutorStartsTheTaskTooLateThenItsBodyNeverRuns() throws Exception {
        Queue<Runnable> kept = new ConcurrentLinkedQueue<>();
        CountDownLatch handedOver = new CountDownLatch(1);
        ParallelRunner late = ParallelRunner.builder()
                .executor(work -> {
                    kept.add(work);
                    handedOver.countDown();
                })
                .build();
        AtomicInteger runs = new AtomicInteger();
        Future<List<TaskResult<String>>> results =
                fixture.start(late, List.of(task("late", deadline -> "run " + runs.incrementAndGet())));
        await(handedOver);
        fixture.time.advance(WHOLE);
        kept.forEach(Runnable::run);
        get(results);
        kept.forEach(Runnable::run);

        assertThat(runs).hasValue(0);
    }

    @Test
    void runWhenExecutorRunsTheTaskTwiceThenItsBodyRunsOnce() {
        AtomicInteger runs = new AtomicInteger();
        ParallelRunner twice = ParallelRunner.builder()
                .executor(work -> {
                    work.run();
                    work.run();
                })
                .build();

        assertThat(twice.run(List.of(task("a", deadline -> "run " + runs.incrementAndGet())), fixture.whole()))
                .containsExactly(new Completed<>("a", "run 1", Duration.ZERO));
        assertThat(runs).hasValue(1);
    }

    @Test
    void runWhenTaskAsksForInterruptThenInterruptedAtItsDeadlineAndThreadLeftClean() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor(NamedThreads.daemon("test-single"));
        try {
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            ParallelRunner runner = ParallelRunner.builder().executor(single).build();
            Future<List<TaskResult<String>>> results =
                    fixture.start(runner, List.of(interruptible("hung", started, interrupted)));
            await(started);
            fixture.time.advance(TIMEOUT);

            assertThat(get(results)).containsExactly(new TimedOut<>("hung", TIMEOUT));
            await(interrupted);
            assertThat(get(single.submit(() -> Thread.currentThread().isInterrupted())))
                    .isFalse();
        } finally {
            single.shutdownNow();
        }
    }

    @Test
    void runWhenTaskSwallowsTheInterruptThenItStillDoesNotReachTheNextWork() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor(NamedThreads.daemon("test-single"));
        try {
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch letGo = new CountDownLatch(1);
            Task<String> deaf = new Task<>("deaf", TIMEOUT, true, deadline -> {
                started.countDown();
                while (letGo.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return "late";
            });
            ParallelRunner runner = ParallelRunner.builder().executor(single).build();
            Future<List<TaskResult<String>>> results = fixture.start(runner, List.of(deaf));
            await(started);
            fixture.time.advance(TIMEOUT);
            get(results);
            letGo.countDown();

            assertThat(get(single.submit(() -> Thread.currentThread().isInterrupted())))
                    .isFalse();
        } finally {
            single.shutdownNow();
        }
    }

    @Test
    void runWhenTaskIsInterruptedBySomebodyElseThenFailedAndItsThreadStaysInterrupted() {
        List<Boolean> flags = new ArrayList<>();
        ParallelRunner runner = ParallelRunner.builder()
                .executor(work -> {
                    work.run();
                    flags.add(Thread.interrupted());
                })
                .build();
        Task<String> interrupted = task("a", deadline -> {
            throw new InterruptedException("by its owner");
        });

        assertThat(runner.run(List.of(interrupted), fixture.whole()))
                .singleElement()
                .isInstanceOf(Failed.class);
        assertThat(flags).containsExactly(true);
    }

    @Test
    void runWhenCallerIsInterruptedThenResultsSoFarAndTheFlagIsSet() throws Exception {
        CountDownLatch started = new CountDownLatch(2);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch quickRan = new CountDownLatch(1);
        List<Task<String>> tasks = List.of(
                task("quick", deadline -> {
                    quickRan.countDown();
                    return "done";
                }),
                fixture.hung("hung", started),
                interruptible("interruptible", started, interrupted),
                quick("waiting"));
        CountDownLatch callerKnown = new CountDownLatch(1);
        Thread[] caller = new Thread[1];
        List<Boolean> flags = new ArrayList<>();
        Future<List<TaskResult<String>>> results = fixture.startCaller(() -> {
            caller[0] = Thread.currentThread();
            callerKnown.countDown();
            List<TaskResult<String>> soFar = fixture.runner(2).run(tasks, fixture.whole());
            flags.add(Thread.interrupted());
            return soFar;
        });
        await(callerKnown);
        await(quickRan);
        await(started);
        fixture.time.advance(Duration.ofSeconds(1));
        caller[0].interrupt();

        assertThat(get(results))
                .containsExactly(
                        new Completed<>("quick", "done", Duration.ZERO),
                        new Cancelled<>("hung", Duration.ofSeconds(1)),
                        new Cancelled<>("interruptible", Duration.ofSeconds(1)),
                        new NotRun<>("waiting", "the calling thread was interrupted before the task was started"));
        assertThat(flags).containsExactly(true);
        await(interrupted);
    }

    @Test
    void runWhenCallerIsInterruptedBeforeThenNothingReachesTheExecutor() {
        AtomicInteger calls = new AtomicInteger();
        ParallelRunner runner = ParallelRunner.builder()
                .executor(work -> calls.incrementAndGet())
                .build();
        Thread.currentThread().interrupt();
        List<TaskResult<String>> results = runner.run(List.of(quick("a")), fixture.whole());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(results).singleElement().isInstanceOf(NotRun.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void runWhenGivenUpTaskFailsLaterThenDroppedAndLoggedRedacted() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        ExecutorService single = Executors.newSingleThreadExecutor(NamedThreads.daemon("test-single"));
        try (LogCapture log = LogCapture.start()) {
            Task<String> failing = task("failing", deadline -> {
                started.countDown();
                await(letGo);
                throw new IllegalStateException("Bearer S3cr3t was refused");
            });
            ParallelRunner runner = ParallelRunner.builder().executor(single).build();
            Future<List<TaskResult<String>>> results = fixture.start(runner, List.of(failing));
            await(started);
            fixture.time.advance(TIMEOUT);
            List<TaskResult<String>> atTheTime = get(results);
            letGo.countDown();
            get(single.submit(() -> "the thread has gone on"));

            assertThat(atTheTime).containsExactly(new TimedOut<>("failing", TIMEOUT));
            assertThat(log.messages())
                    .containsExactly("DEBUG Task failing failed after it had been given up: "
                            + "IllegalStateException: Bearer [redacted] was refused");
            log.assertDoesNotContain("S3cr3t");
        } finally {
            single.shutdownNow();
        }
    }

    @Test
    void runWhenTaskRunsOutOfMemoryThenFailedAndThrownOnInItsOwnThread() {
        OutOfMemoryError error = new OutOfMemoryError("heap");
        List<Throwable> thrownOn = new ArrayList<>();
        Task<String> hungry = task("hungry", deadline -> {
            throw error;
        });
        ParallelRunner runner = ParallelRunner.builder()
                .executor(work -> {
                    try {
                        work.run();
                    } catch (OutOfMemoryError e) {
                        thrownOn.add(e);
                    }
                })
                .build();

        assertThat(runner.run(List.of(hungry), fixture.whole()))
                .containsExactly(new Failed<>("hungry", error, Duration.ZERO));
        assertThat(thrownOn).containsExactly(error);
    }

    @Test
    void runWhenTaskThrowsOtherErrorsThenFailedAndItsThreadLives() {
        List<Error> errors = List.of(new StackOverflowError(), new AssertionError("no"), new NoClassDefFoundError("x"));

        for (Error error : errors) {
            Task<String> failing = task("failing", deadline -> {
                throw error;
            });
            ParallelRunner inline =
                    ParallelRunner.builder().executor(Runnable::run).build();
            assertThat(inline.run(List.of(failing), fixture.whole()))
                    .containsExactly(new Failed<>("failing", error, Duration.ZERO));
        }
    }

    @Test
    void runWhenInlineExecutorMeetsInternalErrorThenThrownToTheCallerAndNothingElseRuns() {
        AtomicInteger runs = new AtomicInteger();
        Task<String> broken = task("broken", deadline -> {
            throw new InternalError("virtual machine is broken");
        });
        Task<String> next = task("next", deadline -> "run " + runs.incrementAndGet());
        ParallelRunner inline = ParallelRunner.builder().executor(Runnable::run).build();

        assertThatExceptionOfType(InternalError.class)
                .isThrownBy(() -> inline.run(List.of(broken, next), fixture.whole()));
        assertThat(runs).hasValue(0);
    }

    @Test
    void toStringWhenFailedThenErrorIsRedacted() {
        TaskResult<String> failed =
                new Failed<>("a", new IllegalStateException("password=S3cr3t"), Duration.ofSeconds(1));

        assertThat(failed).hasToString("Failed[id=a, error=IllegalStateException: password=[redacted], elapsed=PT1S]");
    }
}
