package io.handclasp.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.Status;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.testing.ThreadCensus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeRunnerTests {
    /** For a probe that hangs. */
    private static final Duration SHORT = Duration.ofMillis(100);

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ThreadCensus census = ThreadCensus.take();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch hang = new CountDownLatch(1);
    private final ManualTimeSource time = new ManualTimeSource();

    @AfterEach
    void close() throws InterruptedException {
        hang.countDown();
        executor.shutdownNow();
        assertThat(executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        for (Thread thread : census.added()) {
            // The first test of a JVM also starts the thread by which JUnit watches over its time.
            if (!thread.getName().startsWith("junit-")) {
                thread.join(5_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private ProbeRunner runner(ProbeDefinition... definitions) {
        return ProbeRunner.builder(ProbeSet.of(definitions))
                .executor(executor)
                .deadline(LONG)
                .build();
    }

    private static ProbeDefinition probe(String id, Probe probe, Duration deadline, String... dependsOn) {
        return ProbeDefinition.builder(id, probe)
                .deadline(deadline)
                .dependsOn(dependsOn)
                .build();
    }

    /** One that answers: it has time enough on any machine. */
    private static ProbeDefinition probe(String id, Probe probe, String... dependsOn) {
        return probe(id, probe, LONG, dependsOn);
    }

    private static ProbeDefinition up(String id, String... dependsOn) {
        return probe(id, deadline -> ProbeOutcome.up("seen"), dependsOn);
    }

    private static ProbeDefinition down(String id, String... dependsOn) {
        return probe(id, deadline -> ProbeOutcome.down("refused"), dependsOn);
    }

    private Probe hanging(AtomicInteger starts) {
        return deadline -> {
            starts.incrementAndGet();
            boolean heldUp = true;
            while (heldUp) {
                try {
                    hang.await();
                    heldUp = false;
                } catch (InterruptedException ignored) {
                    // As a driver that swallows interrupts does.
                    heldUp = true;
                }
            }
            return ProbeOutcome.up("at last");
        };
    }

    private static ProbeResult result(HealthReport report, String id) {
        return report.result(id).orElseThrow();
    }

    @Test
    void runWhenAllAnswerThenOneResultForEachInOrder() {
        HealthReport report = runner(up("b", "c"), down("a"), up("c")).run();

        assertThat(report.results()).extracting(ProbeResult::id).containsExactly("b", "a", "c");
        assertThat(report.results())
                .extracting(ProbeResult::state)
                .containsExactly(ProbeState.UP, ProbeState.DOWN, ProbeState.UP);
        assertThat(report.results()).allMatch(each -> each.ending() == Ending.ANSWERED && !each.shared());
        assertThat(report.results()).allMatch(each -> each.startedAt().isPresent());
        assertThat(report.status()).isEqualTo(Status.FAIL);
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void runWhenNoProbesThenUnknown() {
        assertThat(runner().run().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void runWhenProbeHangsThenTimedOutAndOthersIntactAndNeverStartedTwice() {
        AtomicInteger starts = new AtomicInteger();
        ProbeRunner runner = runner(probe("hung", hanging(starts), SHORT), up("fine"), up("behind", "hung"));

        HealthReport first = runner.run();
        HealthReport second = runner.run();

        ProbeResult hung = result(first, "hung");
        assertThat(hung.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(hung.state()).isEqualTo(ProbeState.UNKNOWN);
        assertThat(hung.code()).isEqualTo("probe.timed-out");
        assertThat(hung.outcome().hint()).isPresent();
        assertThat(hung.took()).isGreaterThanOrEqualTo(SHORT);
        assertThat(result(first, "fine").state()).isEqualTo(ProbeState.UP);
        assertThat(result(first, "behind").outcome().blockedBy()).contains("hung");
        ProbeResult still = result(second, "hung");
        assertThat(still.ending()).isEqualTo(Ending.STILL_RUNNING);
        assertThat(still.startedAt()).isEqualTo(hung.startedAt());
        assertThat(still.outcome().message())
                .contains(hung.startedAt().orElseThrow().toString());
        while (starts.get() == 0) {
            Thread.onSpinWait();
        }
        assertThat(starts).hasValue(1);
    }

    @Test
    void runWhenHungProbeHasEndedThenStartedAgain() throws InterruptedException {
        AtomicInteger starts = new AtomicInteger();
        ProbeRunner runner = runner(probe("hung", hanging(starts), SHORT));
        assertThat(result(runner.run(), "hung").ending()).isEqualTo(Ending.TIMED_OUT);

        hang.countDown();
        int expected = 2;
        Ending ending = result(runner.run(), "hung").ending();
        while (ending != Ending.ANSWERED) {
            assertThat(ending).isIn(Ending.STILL_RUNNING, Ending.TIMED_OUT);
            // Started again, and then the machine stood still.
            expected += ending == Ending.TIMED_OUT ? 1 : 0;
            ending = result(runner.run(), "hung").ending();
        }

        assertThat(starts).hasValue(expected);
    }

    @Test
    void runWhenProbeBearsInterruptsThenInterruptedAndThreadHandedBackClean() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean flagSeen = new AtomicBoolean();
        ProbeRunner runner = runner(probe(
                "hung",
                deadline -> {
                    try {
                        hang.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return ProbeOutcome.up("at last");
                },
                SHORT));

        assertThat(result(runner.run(), "hung").ending()).isEqualTo(Ending.TIMED_OUT);

        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        CountDownLatch done = new CountDownLatch(1);
        executor.execute(() -> {
            flagSeen.set(Thread.currentThread().isInterrupted());
            done.countDown();
        });
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(flagSeen).isFalse();
    }

    @Test
    void runWhenDependencyFailsThenWholeChainBlockedByTheOneThatBroke() {
        AtomicInteger started = new AtomicInteger();
        Probe counting = deadline -> {
            started.incrementAndGet();
            return ProbeOutcome.up("seen");
        };

        HealthReport report = runner(
                        down("database"), probe("schema", counting, "database"), probe("orders", counting, "schema"))
                .run();

        assertThat(result(report, "orders").outcome().blockedBy()).contains("database");
        assertThat(result(report, "orders").ending()).isEqualTo(Ending.BLOCKED);
        assertThat(result(report, "schema").code()).isEqualTo("probe.blocked");
        assertThat(result(report, "schema").startedAt()).isEmpty();
        assertThat(started).hasValue(0);
    }

    @Test
    void runWhenDependencyWarnsOrIsSkippedThenDependentRuns() {
        HealthReport report = runner(
                        probe("slow", deadline -> ProbeOutcome.warn("slow")),
                        probe("off", deadline -> ProbeOutcome.skipped("not configured")),
                        up("behind", "slow", "off"))
                .run();

        assertThat(result(report, "behind").state()).isEqualTo(ProbeState.UP);
    }

    @Test
    void runWhenOneHangsThenProbesBehindOthersDoNotWaitForIt() {
        ProbeRunner runner = runner(
                ProbeDefinition.builder("hung", hanging(new AtomicInteger()))
                        .deadline(Duration.ofSeconds(30))
                        .build(),
                up("database"),
                probe(
                        "orders",
                        deadline -> {
                            hang.countDown();
                            return ProbeOutcome.up("seen");
                        },
                        "database"));

        // Were there levels, "orders" would wait for "hung", which waits for "orders".
        assertThat(runner.run().results()).extracting(ProbeResult::state).containsOnly(ProbeState.UP);
    }

    @Test
    void runWhenProbeThrowsThenUnknownWithItsHint() {
        ProbeDefinition broken = ProbeDefinition.builder("broken", deadline -> {
                    throw new IOException("password=hunter2");
                })
                .hint("docs/probes.md")
                .build();

        ProbeResult result = result(runner(broken).run(), "broken");

        assertThat(result.ending()).isEqualTo(Ending.THREW);
        assertThat(result.state()).isEqualTo(ProbeState.UNKNOWN);
        assertThat(result.outcome().hint()).contains("docs/probes.md");
        assertThat(result.toString()).doesNotContain("hunter2");
        assertThat(result.toFinding().code()).isEqualTo("probe.threw");
    }

    @Test
    @SuppressWarnings("NullAway")
    void runWhenProbeAnswersNullThenUnknown() {
        assertThat(result(runner(probe("null", deadline -> null)).run(), "null").state())
                .isEqualTo(ProbeState.UNKNOWN);
    }

    @Test
    void runWhenTwoRunsAtOnceThenProbeStartedOnceAndAnswerShared() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        ProbeRunner runner = runner(ProbeDefinition.builder("slow", deadline -> {
                    starts.incrementAndGet();
                    started.countDown();
                    hang.await();
                    return ProbeOutcome.up("seen");
                })
                .deadline(Duration.ofSeconds(10))
                .build());
        var first = executor.submit(() -> runner.run());
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
        Thread[] waiting = new Thread[1];
        CountDownLatch running = new CountDownLatch(1);
        var second = executor.submit(() -> {
            waiting[0] = Thread.currentThread();
            running.countDown();
            return runner.run(ProbeKind.READINESS);
        });
        assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
        while (waiting[0].getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        hang.countDown();

        List<ProbeResult> results = new ArrayList<>(first.get().results());
        results.addAll(second.get().results());
        assertThat(results).extracting(ProbeResult::state).containsExactly(ProbeState.UP, ProbeState.UP);
        assertThat(results).extracting(ProbeResult::shared).containsExactly(false, true);
        assertThat(starts).hasValue(1);
    }

    @Test
    void runWhenTheRunThatQueuedTheProbeIsInterruptedThenTheAnswerIsTheNextOnesAndCountsOnce() throws Exception {
        BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        ProbeRunner runner = ProbeRunner.builder(ProbeSet.of(up("a")))
                .executor(queue::add)
                .deadline(Duration.ofSeconds(30))
                .build();
        Waiting first = waiting(runner);
        Waiting second = waiting(runner);
        first.thread().interrupt();
        assertThat(first.report().get().isComplete()).isFalse();
        Waiting third = waiting(runner);

        queue.take().run();

        assertThat(result(second.report().get(), "a").shared()).isTrue();
        assertThat(result(third.report().get(), "a").shared()).isFalse();
        assertThat(queue).isEmpty();
    }

    private record Waiting(Thread thread, Future<HealthReport> report) {}

    /** A run that waits for an answer now. */
    private Waiting waiting(ProbeRunner runner) throws InterruptedException {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        Future<HealthReport> report = executor.submit(() -> {
            threads.add(Thread.currentThread());
            return runner.run();
        });
        Thread thread = threads.take();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return new Waiting(thread, report);
    }

    @Test
    void runWhenOneKindThenItAndWhatItDependsOn() {
        ProbeDefinition self = ProbeDefinition.builder("self", deadline -> ProbeOutcome.up("seen"))
                .kind(ProbeKind.LIVENESS)
                .build();
        ProbeDefinition begun = ProbeDefinition.builder("begun", deadline -> ProbeOutcome.up("seen"))
                .kind(ProbeKind.STARTUP)
                .dependsOn("database")
                .build();
        ProbeRunner runner = runner(self, begun, up("database"), up("redis"));

        assertThat(runner.run(ProbeKind.LIVENESS).results())
                .extracting(ProbeResult::id)
                .containsExactly("self");
        HealthReport startup = runner.run(ProbeKind.STARTUP);
        assertThat(startup.results()).extracting(ProbeResult::id).containsExactly("begun", "database");
        assertThat(startup.ofKind(ProbeKind.STARTUP).results()).hasSize(1);
    }

    @Test
    void runWhenExecutorRefusesThenNotStarted() {
        HealthReport report = ProbeRunner.builder(ProbeSet.of(up("a"), up("b", "a")))
                .executor(work -> {
                    throw new RejectedExecutionException("full");
                })
                .build()
                .run();

        assertThat(result(report, "a").ending()).isEqualTo(Ending.NOT_STARTED);
        assertThat(result(report, "a").state()).isEqualTo(ProbeState.UNKNOWN);
        assertThat(result(report, "b").outcome().blockedBy()).contains("a");
    }

    @Test
    void runWhenNoThreadIsFreeThenNotStartedAndQueuedOnceOnly() {
        List<Runnable> queue = new ArrayList<>();
        ProbeRunner runner = ProbeRunner.builder(ProbeSet.of(up("a")))
                .executor(queue::add)
                .deadline(Duration.ofMillis(20))
                .build();

        HealthReport first = runner.run();
        HealthReport second = runner.run();

        assertThat(result(first, "a").ending()).isEqualTo(Ending.NOT_STARTED);
        assertThat(result(second, "a").ending()).isEqualTo(Ending.NOT_STARTED);
        assertThat(queue).hasSize(1);
        queue.remove(0).run();
        assertThat(result(runner.run(), "a").ending()).isEqualTo(Ending.NOT_STARTED);
        assertThat(queue).hasSize(1);
    }

    @Test
    void runWhenExecutorRunsOnTheCallingThreadThenResultsRight() {
        HealthReport report = ProbeRunner.builder(ProbeSet.of(up("b", "a"), up("a"), down("c")))
                .executor(Runnable::run)
                .build()
                .run();

        assertThat(report.results())
                .extracting(ProbeResult::state)
                .containsExactly(ProbeState.UP, ProbeState.UP, ProbeState.DOWN);
    }

    @Test
    void runWhenCallerInterruptedThenAtOnceCancelledAndFlagSet() {
        Thread.currentThread().interrupt();

        HealthReport report = runner(up("a"), up("b", "a")).run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.results()).extracting(ProbeResult::ending).containsOnly(Ending.CANCELLED);
    }

    @Test
    void runWhenProbeAnswersAfterItsDeadlineThenTimedOut() {
        ProbeRunner runner = ProbeRunner.builder(ProbeSet.of(probe(
                        "late",
                        deadline -> {
                            time.advance(SHORT.plusMillis(1));
                            return ProbeOutcome.up("late");
                        },
                        SHORT)))
                .executor(Runnable::run)
                .timeSource(time)
                .build();

        assertThat(result(runner.run(), "late").ending()).isEqualTo(Ending.TIMED_OUT);
    }

    @Test
    void runWhenProbeToldItsDeadlineThenEarlierThanItIsGivenUp() {
        AtomicReference<Duration> told = new AtomicReference<>();
        ProbeRunner runner = ProbeRunner.builder(ProbeSet.of(probe(
                        "told",
                        deadline -> {
                            told.set(deadline.remaining());
                            return ProbeOutcome.up("seen");
                        },
                        SHORT)))
                .executor(Runnable::run)
                .timeSource(time)
                .build();

        assertThat(runner.run().status()).isEqualTo(Status.PASS);
        assertThat(told).hasValue(Duration.ofMillis(90));
    }

    @Test
    void buildWhenNoExecutorThenRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ProbeRunner.builder(ProbeSet.of()).build())
                .withMessageContaining("executor");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeRunner.builder(ProbeSet.of()).deadline(Duration.ZERO))
                .withMessageStartingWith("deadline was PT0S");
    }
}
