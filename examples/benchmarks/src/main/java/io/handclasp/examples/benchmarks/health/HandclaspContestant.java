package io.handclasp.examples.benchmarks.health;

import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.monitor.HealthMonitor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Handclasp's monitor on a pool of the host's; it shares a run among those who poll within a second. */
final class HandclaspContestant implements Contestant {
    private final ExecutorService pool;
    private final HealthMonitor monitor;

    HandclaspContestant(Load load, Duration deadline) {
        this.pool = Executors.newFixedThreadPool(load.checks());
        List<ProbeDefinition> probes = IntStream.range(0, load.checks())
                .mapToObj(number -> ProbeDefinition.builder("check" + number, limit -> {
                            load.check(number);
                            return ProbeOutcome.up("answered");
                        })
                        .deadline(deadline)
                        .interruptOnTimeout(false)
                        .build())
                .toList();
        this.monitor = HealthMonitor.builder(
                        ProbeRunner.builder(ProbeSet.of(probes)).executor(pool).build())
                .build();
    }

    @Override
    public int poll() {
        HealthReport report = monitor.poll();
        return (int) report.results().stream()
                .filter(result -> result.state() == ProbeState.UP)
                .count();
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
