package io.handclasp.probes.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Status;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Ending;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeResult;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What a run costs in threads and time, with real ones. */
class LeakTests {
    private static final int MANY_RUNS = 10_000;

    private static ProbeDefinition up(String id, String... dependsOn) {
        return ProbeDefinition.builder(id, deadline -> ProbeOutcome.up("seen"))
                .dependsOn(dependsOn)
                .build();
    }

    @Test
    void runWhenTenThousandTimesThenOnlyTheHostsThreadsAndNothingQueued() {
        ThreadCensus census = ThreadCensus.take();
        ThreadPoolExecutor executor = (ThreadPoolExecutor) Executors.newFixedThreadPool(4);
        CountDownLatch hang = new CountDownLatch(1);
        AtomicInteger hungStarts = new AtomicInteger();
        ProbeDefinition hung = ProbeDefinition.builder("hung", deadline -> {
                    hungStarts.incrementAndGet();
                    hang.await();
                    return ProbeOutcome.up("at last");
                })
                .deadline(Duration.ofMillis(20))
                .interruptOnTimeout(false)
                .build();
        HealthMonitor monitor = HealthMonitor.builder(
                        ProbeRunner.builder(ProbeSet.of(up("a"), up("b", "a"), hung, up("c", "hung")))
                                .executor(executor)
                                .build())
                .build();
        HealthReport first = monitor.run();
        assertThat(first.result("hung").map(ProbeResult::ending)).contains(Ending.TIMED_OUT);

        for (int i = 0; i < MANY_RUNS; i++) {
            HealthReport report = monitor.run();
            assertThat(report.result("b").orElseThrow().outcome().status()).isEqualTo(Status.PASS);
            assertThat(report.result("hung").orElseThrow().ending()).isEqualTo(Ending.STILL_RUNNING);
        }

        assertThat(hungStarts).hasValue(1);
        assertThat(census.added()).hasSizeLessThanOrEqualTo(4);
        assertThat(executor.getQueue()).isEmpty();
        // The worker of the last probe counts itself out a moment after the answer.
        awaitActive(executor, 1);
        hang.countDown();
        executor.shutdown();
        census.assertNoneLeft(Duration.ofSeconds(5));
    }

    private static void awaitActive(ThreadPoolExecutor executor, int expected) {
        Deadline patience = Deadline.after(Duration.ofSeconds(20), TimeSource.system());
        while (executor.getActiveCount() != expected && !patience.isExpired()) {
            Thread.onSpinWait();
        }
        assertThat(executor.getActiveCount()).isEqualTo(expected);
    }

    @Test
    void pollWhenManyAtOnceThenOneRun() throws Exception {
        ThreadCensus census = ThreadCensus.take();
        ExecutorService pollers = Executors.newFixedThreadPool(16);
        AtomicInteger starts = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        ProbeDefinition slow = ProbeDefinition.builder("slow", deadline -> {
                    starts.incrementAndGet();
                    go.await();
                    return ProbeOutcome.up("seen");
                })
                .build();
        ExecutorService executor = Executors.newCachedThreadPool();
        HealthMonitor monitor = HealthMonitor.builder(ProbeRunner.builder(ProbeSet.of(slow))
                        .executor(executor)
                        .build())
                .cacheFor(Duration.ofMinutes(1))
                .build();
        List<Future<HealthReport>> reports = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            reports.add(pollers.submit(() -> monitor.poll()));
        }
        go.countDown();

        for (Future<HealthReport> report : reports) {
            assertThat(report.get(5, TimeUnit.SECONDS).status()).isEqualTo(Status.PASS);
        }
        assertThat(starts).hasValue(1);
        assertThat(monitor.history("slow")).hasSize(1);
        pollers.shutdown();
        executor.shutdown();
        census.assertNoneLeft(Duration.ofSeconds(5));
    }

    @Test
    void closeWhenRunIsUnderWayThenInterruptedAndUncounted() throws Exception {
        ThreadCensus census = ThreadCensus.take();
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        ExecutorService executor = Executors.newCachedThreadPool();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        ProbeDefinition hung = ProbeDefinition.builder("hung", deadline -> {
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        ended.countDown();
                    }
                    return ProbeOutcome.up("never");
                })
                .deadline(Duration.ofSeconds(50))
                .build();
        HealthMonitor monitor = HealthMonitor.builder(ProbeRunner.builder(ProbeSet.of(hung))
                        .executor(executor)
                        .deadline(Duration.ofSeconds(50))
                        .build())
                .build();
        MonitorSchedule schedule = monitor.schedule(scheduler, Duration.ofSeconds(1));
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();

        schedule.close();

        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        scheduler.shutdown();
        executor.shutdown();
        census.assertNoneLeft(Duration.ofSeconds(5));
        assertThat(monitor.history("hung")).isEmpty();
    }

    @Test
    void runWhenTwoHundredProbesWaitThenAllAtOnce() {
        ThreadCensus census = ThreadCensus.take();
        ExecutorService executor = Executors.newFixedThreadPool(200);

        assertAllAtOnce(executor);

        executor.shutdown();
        census.assertNoneLeft(Duration.ofSeconds(5));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads are newer than this JDK")
    void runWhenTwoHundredProbesWaitOnVirtualThreadsThenAllAtOnce() throws ReflectiveOperationException {
        // The code is compiled for 17, which does not have the method.
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);

        assertAllAtOnce(executor);

        executor.shutdown();
    }

    /** Each waits for all others to be at work: were one left out for a while, none would answer. */
    private static void assertAllAtOnce(ExecutorService executor) {
        CountDownLatch atWork = new CountDownLatch(200);
        List<ProbeDefinition> waiting = IntStream.range(0, 200)
                .mapToObj(i -> ProbeDefinition.builder("wait" + i, deadline -> {
                            atWork.countDown();
                            return atWork.await(deadline.remainingNanos(), TimeUnit.NANOSECONDS)
                                    ? ProbeOutcome.up("all at once")
                                    : ProbeOutcome.down(atWork.getCount() + " of 200 are missing");
                        })
                        .deadline(Duration.ofSeconds(30))
                        .build())
                .toList();
        ProbeRunner runner = ProbeRunner.builder(ProbeSet.of(waiting))
                .executor(executor)
                .deadline(Duration.ofSeconds(40))
                .build();

        assertThat(runner.run().results())
                .hasSize(200)
                .extracting(result -> result.outcome().message())
                .containsOnly("all at once");
    }
}
