package io.handclasp.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthReportTests {
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    private static ProbeResult result(String id, ProbeKind kind, Criticality criticality, ProbeOutcome outcome) {
        return new ProbeResult(
                id, kind, criticality, outcome, Ending.ANSWERED, Optional.of(START), Duration.ofMillis(3), false);
    }

    private static ProbeResult ready(String id, Criticality criticality, ProbeOutcome outcome) {
        return result(id, ProbeKind.READINESS, criticality, outcome);
    }

    private static HealthReport report(ProbeResult... results) {
        return new HealthReport(START, Duration.ofMillis(5), List.of(results));
    }

    @ParameterizedTest
    @CsvSource({
        "CRITICAL, PASS, PASS", "CRITICAL, WARN, WARN", "CRITICAL, FAIL, FAIL", "CRITICAL, UNKNOWN, UNKNOWN",
        "CRITICAL, BLOCKED, BLOCKED", "CRITICAL, SKIPPED, SKIPPED", "IMPORTANT, PASS, PASS", "IMPORTANT, WARN, WARN",
        "IMPORTANT, FAIL, WARN", "IMPORTANT, UNKNOWN, WARN", "IMPORTANT, BLOCKED, WARN", "IMPORTANT, SKIPPED, SKIPPED",
        "INFORMATIONAL, FAIL, SKIPPED", "INFORMATIONAL, PASS, SKIPPED"
    })
    void weighWhenCriticalityThenAsDocumented(Criticality criticality, Status status, Status counts) {
        assertThat(criticality.weigh(status)).isEqualTo(counts);
    }

    @Test
    void statusWhenOnlyInformationalOrNothingThenUnknown() {
        assertThat(report().status()).isEqualTo(Status.UNKNOWN);
        assertThat(report(ready("a", Criticality.INFORMATIONAL, ProbeOutcome.up("seen")))
                        .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void statusWhenKindsDifferThenEachByItself() {
        HealthReport report = report(
                result("self", ProbeKind.LIVENESS, Criticality.CRITICAL, ProbeOutcome.up("seen")),
                ready("redis", Criticality.IMPORTANT, ProbeOutcome.down("refused")),
                ready("database", Criticality.CRITICAL, ProbeOutcome.up("seen")));

        assertThat(report.status(ProbeKind.LIVENESS)).isEqualTo(Status.PASS);
        assertThat(report.status(ProbeKind.READINESS)).isEqualTo(Status.WARN);
        assertThat(report.status(ProbeKind.STARTUP)).isEqualTo(Status.UNKNOWN);
        assertThat(report.status()).isEqualTo(Status.WARN);
    }

    @Test
    void scoreInputWhenMixedThenWeightsOfWhatPassedRanAndWasPlanned() {
        ScoreInput input = report(
                        ready("a", Criticality.CRITICAL, ProbeOutcome.up("seen")),
                        ready("b", Criticality.CRITICAL, ProbeOutcome.down("refused")),
                        ready("c", Criticality.IMPORTANT, ProbeOutcome.unknown("broke")),
                        ready("d", Criticality.INFORMATIONAL, ProbeOutcome.warn("slow")),
                        ready("e", Criticality.CRITICAL, ProbeOutcome.skipped("not configured")))
                .scoreInput();

        assertThat(input).isEqualTo(new ScoreInput(5, 9, 11, true));
    }

    @Test
    void constructorWhenIdTwiceThenRefused() {
        ProbeResult once = ready("a", Criticality.CRITICAL, ProbeOutcome.up("seen"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(once, once))
                .withMessageContaining("held a twice");
    }
}
