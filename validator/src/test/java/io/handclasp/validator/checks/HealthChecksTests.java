package io.handclasp.validator.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.probes.Criticality;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.kinds.Probes;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.validator.Validator;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.ObjectiveVerdict;
import io.handclasp.validator.model.Objectives;
import io.handclasp.validator.model.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each probe of a monitor is a check that says what the probe said. */
class HealthChecksTests {
    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    @AfterEach
    void endPool() {
        pool.shutdownNow();
    }

    private HealthMonitor monitor(ProbeDefinition... probes) {
        return HealthMonitor.builder(ProbeRunner.builder(ProbeSet.of(probes))
                        .executor(pool)
                        .deadline(Duration.ofSeconds(5))
                        .build())
                .build();
    }

    private static ProbeDefinition probe(String id, Probe probe, String... dependencies) {
        return ProbeDefinition.builder(id, probe).dependsOn(dependencies).build();
    }

    private static ProbeDefinition saying(String id, ProbeOutcome outcome, String... dependencies) {
        return probe(id, deadline -> outcome, dependencies);
    }

    @Test
    void runWhenAServerIsThereThenItsProbePassesAndWhenItIsGoneItFails() throws IOException {
        int port;
        HealthMonitor monitor;
        CheckRun there;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            monitor = monitor(probe("db.port", Probes.tcp("127.0.0.1", port).build()));
            there = CheckRun.of(HealthChecks.of(monitor));
        }
        CheckRun gone = CheckRun.of(HealthChecks.of(monitor));

        assertThat(there.report().verdict()).isEqualTo(Verdict.PASS);
        assertThat(there.in(CheckState.PASSED)).containsOnlyKeys("health.run", "probe.db.port", "health.score");
        assertThat(gone.in(CheckState.FAILED)).containsOnlyKeys("probe.db.port", "health.score");
        assertThat(gone.outcome("probe.db.port").hint().orElseThrow()).contains("docs/probes.md#");
    }

    @Test
    void runWhenProbesDependOnEachOtherThenChecksDoSoAndAreBlockedByName() {
        CheckRun run = CheckRun.of(HealthChecks.of(monitor(
                saying("net", ProbeOutcome.down("no route")),
                saying("db", ProbeOutcome.up("fine"), "net"),
                saying("cache", ProbeOutcome.up("fine")))));

        assertThat(run.state("probe.net")).isEqualTo(CheckState.FAILED);
        assertThat(run.outcome("probe.db").blockedBy()).contains("probe.net");
        assertThat(run.state("probe.cache")).isEqualTo(CheckState.PASSED);
    }

    @Test
    void runWhenProbesSaySoThenEachStateIsKept() {
        CountDownLatch never = new CountDownLatch(1);
        CheckRun run = CheckRun.of(HealthChecks.of(monitor(
                saying("warns", ProbeOutcome.warn("expires soon")),
                saying("left-out", ProbeOutcome.skipped("not here")),
                saying("unknown", ProbeOutcome.unknown("no samples")),
                probe("breaks", deadline -> {
                    throw new IllegalStateException("password=hunter22");
                }),
                ProbeDefinition.builder("hangs", deadline -> {
                            never.await();
                            return ProbeOutcome.up("never");
                        })
                        .deadline(Duration.ofMillis(200))
                        .build())));

        assertThat(run.state("probe.warns")).isEqualTo(CheckState.WARNING);
        assertThat(run.outcome("probe.left-out").message()).isEqualTo("not here");
        assertThat(run.state("probe.left-out")).isEqualTo(CheckState.SKIPPED);
        assertThat(run.state("probe.unknown")).isEqualTo(CheckState.UNKNOWN);
        assertThat(run.state("probe.breaks")).isEqualTo(CheckState.UNKNOWN);
        assertThat(run.state("probe.hangs")).isEqualTo(CheckState.TIMED_OUT);
        assertThat(run.report().toString()).doesNotContain("hunter22");
    }

    @Test
    void runWhenOnlyAnImportantProbeFailsThenTheRunWarns() {
        ProbeDefinition important = ProbeDefinition.builder("cache", deadline -> ProbeOutcome.down("gone"))
                .criticality(Criticality.IMPORTANT)
                .build();
        CheckRun run = CheckRun.of(HealthChecks.of(monitor(important, saying("db", ProbeOutcome.up("fine"))))
                .withTarget(0.5));

        assertThat(run.state("probe.cache")).isEqualTo(CheckState.FAILED);
        assertThat(run.report().verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void scoreWhenBelowTheTargetThenFailedAndTheObjectiveIsMissed() {
        CheckRun run = CheckRun.of(HealthChecks.of(monitor(
                saying("one", ProbeOutcome.up("fine")),
                saying("two", ProbeOutcome.up("fine")),
                saying("three", ProbeOutcome.down("gone")))));

        assertThat(run.outcome("health.score").message()).isEqualTo("health score 66.7 %, at least 95.0 % expected");
        assertThat(Objectives.standard().stream()
                        .filter(objective -> objective.measurement().equals(Objectives.HEALTH_SCORE))
                        .map(objective ->
                                objective.evaluate(run.report().measurements()).verdict()))
                .containsExactly(ObjectiveVerdict.MISSED);
    }

    @Test
    void databaseWhenNamedThenItsAnswersAreCountedOverAllThatTheMonitorRemembers() {
        HealthMonitor monitor = monitor(saying("db", ProbeOutcome.up("fine")));
        for (int i = 0; i < 4; i++) {
            monitor.run();
        }
        CheckRun run = CheckRun.of(HealthChecks.of(monitor).withDatabases("db"));

        assertThat(run.outcome("health.database").message())
                .isEqualTo("5 of the last 5 calls to the database were answered");
        assertThat(run.outcome("health.database").measurements())
                .containsExactly(new Measurement.Rate(Objectives.DATABASE_SUCCESS, 5, 5));
    }

    @Test
    void databaseWhenItsProbeWasHeldUpByAnotherThenNoCallIsCounted() {
        AtomicReference<ProbeOutcome> net = new AtomicReference<>(ProbeOutcome.up("fine"));
        HealthMonitor monitor =
                monitor(probe("net", deadline -> net.get()), saying("db", ProbeOutcome.up("fine"), "net"));
        for (int i = 0; i < 99; i++) {
            monitor.run();
        }
        net.set(ProbeOutcome.down("no route"));
        for (int i = 0; i < 50; i++) {
            monitor.run();
        }
        net.set(ProbeOutcome.up("fine"));
        CheckRun run = CheckRun.of(HealthChecks.of(monitor).withDatabases("db"));

        assertThat(run.outcome("health.database").state()).isEqualTo(CheckState.PASSED);
        assertThat(run.outcome("health.database").measurements())
                .containsExactly(new Measurement.Rate(Objectives.DATABASE_SUCCESS, 100, 100));
    }

    @Test
    void databaseWhenItWasNeverAskedThenUnknown() {
        CheckRun run = CheckRun.of(HealthChecks.of(monitor(
                        saying("net", ProbeOutcome.down("no route")), saying("db", ProbeOutcome.up("fine"), "net")))
                .withDatabases("db"));

        assertThat(run.state("health.database")).isEqualTo(CheckState.UNKNOWN);
    }

    @Test
    void databaseWhenACallIsNotAnsweredInTimeThenItCounts() {
        CountDownLatch never = new CountDownLatch(1);
        CheckRun run = CheckRun.of(HealthChecks.of(monitor(ProbeDefinition.builder("db", deadline -> {
                            never.await();
                            return ProbeOutcome.up("never");
                        })
                        .deadline(Duration.ofMillis(200))
                        .build()))
                .withDatabases("db"));

        assertThat(run.outcome("health.database").message())
                .isEqualTo("0 of the last 1 calls to the database were answered");
    }

    @Test
    void runWhenThereAreNoProbesThenUnknownAndNothingPasses() {
        CheckRun run = CheckRun.of(HealthChecks.of(monitor()));

        assertThat(run.state("health.run")).isEqualTo(CheckState.UNKNOWN);
        assertThat(run.in(CheckState.PASSED)).isEmpty();
        assertThat(run.report().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void settingsWhenWrongThenRefused() {
        HealthChecks checks = HealthChecks.of(monitor(saying("db", ProbeOutcome.up("fine"))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks.withDatabases("other"))
                .withMessage("databases was refused, must be one or more of [db]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks.withTarget(1.5))
                .withMessageContaining("target was 1.5");
    }

    @Test
    void builderWhenItIsGivenAMonitorThenItPlansTheSameChecks() {
        HealthMonitor monitor = monitor(saying("db", ProbeOutcome.up("fine")));

        assertThat(Validator.builder().health(monitor).build().checks())
                .extracting(check -> check.id())
                .containsExactly("health.run", "probe.db", "health.score");
    }
}
