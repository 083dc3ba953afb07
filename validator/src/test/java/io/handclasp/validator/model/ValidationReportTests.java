package io.handclasp.validator.model;

import static io.handclasp.validator.model.ValidationPhase.GOLDEN_PATH;
import static io.handclasp.validator.model.ValidationPhase.INFRASTRUCTURE_HEALTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValidationReportTests {
    private int ids;

    private CheckResult check(Severity severity, int weight, CheckOutcome outcome) {
        return new CheckResult(
                "check-" + ids++,
                GOLDEN_PATH,
                "title",
                Set.of(),
                severity,
                weight,
                Optional.empty(),
                outcome,
                outcome.state().started() ? Optional.of(Duration.ZERO) : Optional.empty(),
                Duration.ZERO);
    }

    private static ValidationReport report(RunEnding ending, CheckResult... checks) {
        return new ValidationReport(
                "title",
                Instant.EPOCH,
                Duration.ZERO,
                ending,
                List.of(new PhaseResult(GOLDEN_PATH, List.of(checks), Optional.of(Duration.ZERO), Duration.ZERO)),
                List.of(),
                false);
    }

    @ParameterizedTest
    @EnumSource(RunEnding.class)
    void verdictWhenAllPassedThenPassOnlyIfTheRunCameToItsEnd(RunEnding ending) {
        ValidationReport report = report(ending, check(Severity.MAJOR, 2, CheckOutcome.passed("fine")));

        assertThat(report.verdict()).isEqualTo(ending == RunEnding.COMPLETED ? Verdict.PASS : Verdict.UNKNOWN);
    }

    @Test
    void verdictWhenMinorCheckFailsThenOnlyAWarningButNeverAloneAPass() {
        CheckResult passed = check(Severity.MAJOR, 2, CheckOutcome.passed("fine"));
        CheckResult failed = check(Severity.MINOR, 1, CheckOutcome.failed("broken"));
        CheckResult timedOut = check(Severity.MINOR, 1, CheckOutcome.timedOut("hung"));

        assertThat(report(RunEnding.COMPLETED, passed, failed, timedOut).verdict())
                .isEqualTo(Verdict.WARN);
        assertThat(report(RunEnding.COMPLETED, timedOut).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(report(RunEnding.COMPLETED, timedOut)
                        .phases()
                        .get(0)
                        .status()
                        .name())
                .isEqualTo("UNKNOWN");
    }

    @Test
    void verdictWhenNothingRanThenUnknown() {
        assertThat(report(RunEnding.COMPLETED).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(report(RunEnding.COMPLETED, check(Severity.MINOR, 1, CheckOutcome.skipped("left out")))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void scoreWhenCriticalCheckFailedThenCapped() {
        Score capped = report(
                        RunEnding.COMPLETED,
                        check(Severity.CRITICAL, 1, CheckOutcome.failed("broken")),
                        check(Severity.MAJOR, 9, CheckOutcome.passed("fine")))
                .score();
        Score lower = report(
                        RunEnding.COMPLETED,
                        check(Severity.CRITICAL, 3, CheckOutcome.failed("broken")),
                        check(Severity.MAJOR, 1, CheckOutcome.passed("fine")))
                .score();

        assertThat(capped.value()).hasValue(0.5);
        assertThat(capped.isCapped()).isTrue();
        assertThat(lower.value()).hasValue(0.25);
        assertThat(lower.isCapped()).isFalse();
    }

    @Test
    void scoreWhenSomeDidNotRunThenTheyAreNoPassesAndCoverageTells() {
        Score score = report(
                        RunEnding.COMPLETED,
                        check(Severity.MAJOR, 4, CheckOutcome.passed("fine")),
                        check(Severity.MAJOR, 2, CheckOutcome.warning("soon")),
                        check(Severity.MAJOR, 1, CheckOutcome.blocked("other")),
                        check(Severity.MAJOR, 1, CheckOutcome.notRun("cancelled")),
                        check(Severity.MAJOR, 2, CheckOutcome.skipped("left out")))
                .score();

        assertThat(score.value()).hasValue(0.75);
        assertThat(score.coverage()).isEqualTo(0.6);
    }

    @Test
    void resultWhenItPassedWithoutBeingStartedThenRefused() {
        assertThatThrownBy(() -> new CheckResult(
                        "one",
                        GOLDEN_PATH,
                        "title",
                        Set.of(),
                        Severity.MAJOR,
                        1,
                        Optional.empty(),
                        CheckOutcome.passed("fine"),
                        Optional.empty(),
                        Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be there for what was judged");
        assertThatThrownBy(() -> CheckOutcome.skipped("left out").withMeasurement(new Measurement.Rate("rate", 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing was looked at");
    }

    @Test
    void reportWhenPhasesAreOutOfOrderThenRefused() {
        PhaseResult golden = new PhaseResult(GOLDEN_PATH, List.of(), Optional.empty(), Duration.ZERO);
        PhaseResult health = new PhaseResult(INFRASTRUCTURE_HEALTH, List.of(), Optional.empty(), Duration.ZERO);

        assertThatThrownBy(() -> new ValidationReport(
                        "title",
                        Instant.EPOCH,
                        Duration.ZERO,
                        RunEnding.COMPLETED,
                        List.of(golden, health),
                        List.of(),
                        false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in their order");
    }

    @Test
    void outcomeWhenTextsHoldSecretsThenTheyAreNotShown() {
        CheckOutcome outcome = CheckOutcome.failed("GET /?token=s3cr3t-value answered 500")
                .withHint("use password=s3cr3t-value")
                .withDetails(Map.of("password", "s3cr3t-value", "url", "https://user:s3cr3t-value@host/"));

        assertThat(outcome.toString()).doesNotContain("s3cr3t-value").contains("[redacted]");
    }
}
