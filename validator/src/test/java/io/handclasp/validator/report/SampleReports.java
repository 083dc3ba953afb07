package io.handclasp.validator.report;

import io.handclasp.core.Status;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.DrillStage;
import io.handclasp.validator.model.DrillStep;
import io.handclasp.validator.model.DrillTimeline;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.Objectives;
import io.handclasp.validator.model.PhaseResult;
import io.handclasp.validator.model.RunEnding;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.validator.model.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Reports as a run makes them. */
final class SampleReports {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private SampleReports() {}

    static CheckResult check(
            ValidationPhase phase, String id, String title, CheckOutcome outcome, long start, long took) {
        boolean started = outcome.state() != CheckState.BLOCKED
                && outcome.state() != CheckState.NOT_RUN
                && outcome.state() != CheckState.SKIPPED;
        return new CheckResult(
                id,
                phase,
                title,
                Set.of(),
                Severity.MAJOR,
                2,
                Optional.empty(),
                outcome,
                started ? Optional.of(Duration.ofMillis(start)) : Optional.empty(),
                started ? Duration.ofMillis(took) : Duration.ZERO);
    }

    private static CheckResult severe(CheckResult check, Severity severity, String impact) {
        return new CheckResult(
                check.id(),
                check.phase(),
                check.title(),
                check.dependsOn(),
                severity,
                severity.weight(),
                Optional.of(impact),
                check.outcome(),
                check.startedAfter(),
                check.took());
    }

    static PhaseResult phase(ValidationPhase phase, long start, long took, CheckResult... checks) {
        return new PhaseResult(phase, List.of(checks), Optional.of(Duration.ofMillis(start)), Duration.ofMillis(took));
    }

    static ValidationReport report(RunEnding ending, List<PhaseResult> phases, Measurement... more) {
        List<Measurement> measured = Stream.concat(
                        phases.stream()
                                .flatMap(phase -> phase.checks().stream())
                                .flatMap(check -> check.outcome().measurements().stream()),
                        Stream.of(more))
                .toList();
        return new ValidationReport(
                "chat service, revision 42",
                START,
                Duration.ofMillis(10_400),
                ending,
                phases,
                Objectives.standard().stream()
                        .map(objective -> objective.evaluate(measured))
                        .toList(),
                false);
    }

    /** One of everything. */
    static ValidationReport everything() {
        ValidationPhase health = ValidationPhase.INFRASTRUCTURE_HEALTH;
        ValidationPhase vpc = ValidationPhase.VPC_CONNECTIVITY;
        ValidationPhase auth = ValidationPhase.WEBSOCKET_AUTH;
        ValidationPhase services = ValidationPhase.SERVICE_INTEGRATION;
        ValidationPhase golden = ValidationPhase.GOLDEN_PATH;
        ValidationPhase continuity = ValidationPhase.BUSINESS_CONTINUITY;
        return report(
                RunEnding.COMPLETED,
                List.of(
                        phase(
                                health,
                                0,
                                900,
                                check(
                                        health,
                                        "health.database",
                                        "the database answers",
                                        CheckOutcome.passed("select 1 answered by PostgreSQL 17.6")
                                                .withDetails(Map.of("address", "10.8.0.3:5432"))
                                                .withMeasurement(new Measurement.Rate(
                                                        Objectives.DATABASE_SUCCESS, 3_838, 3_838)),
                                        5,
                                        240),
                                check(
                                        health,
                                        "health.certificate",
                                        "the certificate is valid for a month",
                                        CheckOutcome.warning("expires in 12 days")
                                                .withHint("Renew it: certbot renew"),
                                        6,
                                        80),
                                check(
                                        health,
                                        "health.score",
                                        "the health score is kept",
                                        CheckOutcome.passed("0.97 of 12 probes")
                                                .withMeasurement(
                                                        new Measurement.Value(Objectives.HEALTH_SCORE, 0.97, 12)),
                                        300,
                                        580)),
                        phase(
                                vpc,
                                900,
                                1_500,
                                severe(
                                        check(
                                                vpc,
                                                "vpc.auth",
                                                "the auth service is reached through the private network",
                                                CheckOutcome.failed(
                                                                "auth.internal resolves to 203.0.113.7, which is a public address")
                                                        .withHint(
                                                                "gcloud run services update chat --vpc-egress=all-traffic")
                                                        .withDetails(Map.of("resolver", "169.254.169.254")),
                                                910,
                                                1_400),
                                        Severity.CRITICAL,
                                        "Tokens travel over the public internet, and handshakes fail when it is slow."),
                                check(
                                        vpc,
                                        "vpc.latency",
                                        "inside is faster than outside",
                                        CheckOutcome.blocked("vpc.auth"),
                                        0,
                                        0)),
                        phase(
                                auth,
                                2_400,
                                2_000,
                                check(
                                        auth,
                                        "auth.good-token",
                                        "a good token is admitted",
                                        CheckOutcome.passed("admitted 400 times, as alice")
                                                .withMeasurement(
                                                        new Measurement.Rate(Objectives.WEBSOCKET_SUCCESS, 399, 400))
                                                .withMeasurement(latencies(400)),
                                        2_410,
                                        1_300),
                                check(
                                        auth,
                                        "auth.forged",
                                        "a forged token is refused",
                                        CheckOutcome.skipped("no signing key was given: nothing can be forged"),
                                        0,
                                        0),
                                check(
                                        auth,
                                        "auth.breaker",
                                        "the breaker opens and closes again",
                                        CheckOutcome.timedOut("no answer within 2 s")
                                                .withHint("Is the rehearsal's scheduler running?"),
                                        2_410,
                                        2_000)),
                        phase(
                                services,
                                4_400,
                                700,
                                check(
                                        services,
                                        "services.drift",
                                        "the settings are as agreed",
                                        CheckOutcome.passed("212 settings in sync")
                                                .withMeasurement(
                                                        new Measurement.Value(Objectives.CRITICAL_DRIFT, 0, 212)),
                                        4_410,
                                        400),
                                check(
                                        services,
                                        "services.clock",
                                        "the clocks agree",
                                        CheckOutcome.unknown("the auth service sent no Date header"),
                                        4_410,
                                        600)),
                        phase(
                                golden,
                                5_100,
                                2_100,
                                check(
                                        golden,
                                        "golden.chat",
                                        "login, ask, five events, answer",
                                        CheckOutcome.passed("200 of 200 journeys came to their end")
                                                .withMeasurement(
                                                        new Measurement.Rate(Objectives.GOLDEN_PATH, 200, 200)),
                                        5_110,
                                        2_050)),
                        phase(
                                continuity,
                                7_200,
                                3_200,
                                check(
                                        continuity,
                                        "drill.auth-down",
                                        "users stay connected while the auth service is down",
                                        CheckOutcome.passed("degraded as promised, back after 420 ms")
                                                .withMeasurement(new Measurement.Durations(
                                                        Objectives.TIME_TO_DETECT, List.of(Duration.ofMillis(180))))
                                                .withMeasurement(new Measurement.Durations(
                                                        Objectives.TIME_TO_RECOVER, List.of(Duration.ofMillis(420))))
                                                .withDrill(drill()),
                                        7_210,
                                        3_100))));
    }

    private static DrillTimeline drill() {
        return new DrillTimeline(
                "every call of the auth service is refused",
                List.of(
                        step(DrillStage.STEADY_STATE, 0, 600, "20 of 20 handshakes admitted"),
                        step(DrillStage.INJECTION, 600, 150, "first call refused after 12 ms"),
                        step(DrillStage.UNDER_FAULT, 750, 1_500, "20 of 20 admitted by remembered verdicts"),
                        step(DrillStage.UNDO, 2_250, 100, "calls pass again"),
                        step(DrillStage.RECOVERY, 2_350, 420, "20 of 20 handshakes judged by the service")),
                Optional.of(Duration.ofMillis(180)),
                Optional.of(Duration.ofMillis(420)));
    }

    private static DrillStep step(DrillStage stage, long start, long took, String message) {
        return new DrillStep(stage, Duration.ofMillis(start), Duration.ofMillis(took), Status.PASS, message);
    }

    private static Measurement latencies(int n) {
        Random random = new Random(7);
        List<Duration> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            values.add(Duration.ofNanos((long) (Math.exp(random.nextGaussian() * 0.6) * 40e6)));
        }
        return new Measurement.Durations(Objectives.AUTH_LATENCY, values);
    }

    /** What passes and nothing else. */
    static ValidationReport clean() {
        ValidationPhase health = ValidationPhase.INFRASTRUCTURE_HEALTH;
        ValidationReport all = report(
                RunEnding.COMPLETED,
                List.of(phase(
                        health,
                        0,
                        900,
                        check(
                                health,
                                "health.database",
                                "the database answers",
                                CheckOutcome.passed("fine"),
                                5,
                                240))));
        return new ValidationReport(
                all.title(), all.startedAt(), all.took(), all.ending(), all.phases(), List.of(), false);
    }
}
