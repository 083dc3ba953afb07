package io.handclasp.probes.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SharedRunTests {
    private final CountDownLatch leading = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();
    private final ProbeRunner runner = ProbeRunner.builder(
                    ProbeSet.of(ProbeDefinition.builder("fine", deadline -> ProbeOutcome.up("seen"))
                            .build()))
            .executor(Runnable::run)
            .build();
    private final SharedRun shared = new SharedRun(this::run, Duration.ofSeconds(30), TimeSource.system());

    /** The first takes as long as the test wants. */
    private HealthReport run() {
        if (runs.getAndIncrement() == 0) {
            leading.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return runner.run();
    }

    @Test
    void runOrJoinWhenAFollowerIsInterruptedThenOthersStillWaitForTheLeader() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<HealthReport> first = threads.submit(shared::runOrJoin);
            assertThat(leading.await(20, TimeUnit.SECONDS)).isTrue();
            Thread.currentThread().interrupt();
            assertThat(shared.runOrJoin().isComplete()).isFalse();
            assertThat(Thread.interrupted()).isTrue();
            AtomicReference<Thread> follower = new AtomicReference<>();
            Future<HealthReport> third = threads.submit(() -> {
                follower.set(Thread.currentThread());
                return shared.runOrJoin();
            });
            while (!third.isDone()
                    && (follower.get() == null || follower.get().getState() != Thread.State.TIMED_WAITING)) {
                Thread.onSpinWait();
            }
            go.countDown();

            assertThat(third.get(20, TimeUnit.SECONDS)).isSameAs(first.get(20, TimeUnit.SECONDS));
            assertThat(runs).as("the leader's and the interrupted one").hasValue(2);
        } finally {
            go.countDown();
            threads.shutdown();
        }
    }
}
