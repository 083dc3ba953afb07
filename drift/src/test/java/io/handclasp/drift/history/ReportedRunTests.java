package io.handclasp.drift.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.handclasp.core.Status;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Severity;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.drift.detect.FleetComparison;
import io.handclasp.drift.detect.ThreeWayComparison;
import io.handclasp.drift.report.DriftFinding;
import io.handclasp.drift.report.DriftReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a detector reports becomes what a history keeps. */
class ReportedRunTests {
    private static final Instant AT = Instant.parse("2026-11-25T12:00:00.123Z");

    @Test
    void ofWhenReportHasFindingsThenAllButThoseInSyncAreKept() {
        DriftRun run = DriftRun.of(report(
                finding("timeout", DriftStatus.MODIFIED),
                finding("replicas", DriftStatus.IN_SYNC),
                finding("region", DriftStatus.NOT_CHECKED),
                finding("tag", DriftStatus.IGNORED)));

        assertThat(run.target()).isEqualTo("chat (production)");
        assertThat(run.at()).isEqualTo(AT);
        assertThat(run.status()).isEqualTo(Status.UNKNOWN);
        assertThat(run.isComplete()).isFalse();
        assertThat(run.openFindings()).isEqualTo(1);
        assertThat(run.findings())
                .extracting(RecordedFinding::subject, RecordedFinding::status, RecordedFinding::severity)
                .containsExactly(
                        tuple("timeout", "MODIFIED", "WARNING"),
                        tuple("region", "NOT_CHECKED", "WARNING"),
                        tuple("tag", "IGNORED", "WARNING"));
    }

    @Test
    void ofWhenStatusChangesThenTheFingerprintStays() {
        RecordedFinding modified = RecordedFinding.of(finding("timeout", DriftStatus.MODIFIED));

        assertThat(RecordedFinding.of(finding("timeout", DriftStatus.MISSING)).fingerprint())
                .isEqualTo(modified.fingerprint())
                .matches("[0-9a-f]{32}");
        assertThat(RecordedFinding.of(finding("timeouts", DriftStatus.MODIFIED)).fingerprint())
                .isNotEqualTo(modified.fingerprint());
        assertThat(RecordedFinding.of(finding("timeout", DriftStatus.MODIFIED).withSubject("replica-2"))
                        .fingerprint())
                .isNotEqualTo(modified.fingerprint());
        assertThat(FindingFingerprint.of("ab", "c")).isNotEqualTo(FindingFingerprint.of("a", "bc"));
    }

    @Test
    void ofWhenThereAreTooManyFindingsThenRefusedAndNothingIsCut() {
        List<DriftFinding> many = Collections.nCopies(DriftRun.MAX_FINDINGS + 1, finding("a", DriftStatus.MODIFIED));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftRun.of(new DriftReport(AT, "chat", Environment.PRODUCTION, many)))
                .withMessageContaining("number of findings")
                .withMessageContaining("" + DriftRun.MAX_FINDINGS);
    }

    @Test
    void ofWhenTargetIsAsLongAsAReportMayHaveThenKept() {
        for (Environment environment : Environment.values()) {
            String target = "x".repeat(DriftReport.MAX_TARGET_LENGTH);

            assertThat(DriftRun.of(new DriftReport(AT, target, environment, List.of()))
                            .target())
                    .startsWith(target + " (");
        }
    }

    @Test
    void targetWhenItIsTooLongForAHistoryThenRefusedWhenItIsSet() {
        String target = "x".repeat(DriftReport.MAX_TARGET_LENGTH + 1);
        ConfigSource source = deadline -> Map.of();
        List<ThrowingCallable> all = List.of(
                () -> DriftDetector.builder(target),
                () -> FleetComparison.builder(target, Environment.PRODUCTION),
                () -> ThreeWayComparison.of(target, Environment.PRODUCTION, source, source, source),
                () -> new DriftReport(AT, target, Environment.PRODUCTION, List.of()));

        for (ThrowingCallable each : all) {
            assertThatIllegalArgumentException()
                    .isThrownBy(each)
                    .withMessage("length of target was 181, must be between 1 and 180");
        }
    }

    @Test
    void recordWhenReportsFollowEachOtherThenFindingsAreFollowed() throws Exception {
        TimeSource time = TimeSource.system();
        DriftHistory history = DriftHistories.inMemory(10);
        // Each at a time of its own: runs of one millisecond have no order but that of their random ids.
        Instant at = AT;
        for (DriftStatus status : List.of(DriftStatus.MODIFIED, DriftStatus.MISSING, DriftStatus.IN_SYNC)) {
            at = at.plusSeconds(60);
            DriftReport report =
                    new DriftReport(at, "chat", Environment.PRODUCTION, List.of(finding("timeout", status)));
            history.record(DriftRun.of(report), Deadline.after(Duration.ofSeconds(5), time));
        }

        List<DriftRun> runs = history.recent("chat (production)", 10, Deadline.after(Duration.ofSeconds(5), time));

        assertThat(FindingLives.of(runs)).singleElement().satisfies(life -> {
            assertThat(life.seen()).isEqualTo(2);
            assertThat(life.present()).isFalse();
            assertThat(life.resolvedAt()).isPresent();
        });
    }

    private static DriftReport report(DriftFinding... findings) {
        return new DriftReport(AT, "chat", Environment.PRODUCTION, List.of(findings));
    }

    private static DriftFinding finding(String key, DriftStatus status) {
        return DriftFinding.of("baseline", key, status, Severity.WARNING, key + " differs");
    }
}
