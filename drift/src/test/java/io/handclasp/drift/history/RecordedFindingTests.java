package io.handclasp.drift.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.Status;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedFindingTests {
    @ParameterizedTest
    @CsvSource({
        "MODIFIED, true, true",
        "MISSING, true, true",
        "SOMETHING_NEW, true, true",
        "IGNORED, false, true",
        "IN_SYNC, false, false",
        "NOT_CHECKED, false, false"
    })
    void isOpenWhenStatusKnownOrNotThenOnlyTheClosedOnesAreNot(String status, boolean open, boolean there) {
        RecordedFinding finding = Runs.finding("f", status);

        assertThat(finding.isOpen()).isEqualTo(open);
        assertThat(finding.isThere()).isEqualTo(there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a'b", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJlc2lnbmF0dXJl"})
    void newWhenFingerprintIsNoneThenRefusedAndNotShown(String fingerprint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordedFinding(fingerprint, "k", "ERROR", "MODIFIED", "m"))
                .withMessageStartingWith("fingerprint was a text of " + fingerprint.length() + " characters")
                .withMessageNotContaining("eyJ");
    }

    @Test
    void newWhenWordsAreNoneThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordedFinding("f", "k", "error", "MODIFIED", "m"))
                .withMessageStartingWith("severity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordedFinding("f", "k", "ERROR", "", "m"))
                .withMessageStartingWith("status");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordedFinding("f", "\u0001", "ERROR", "MODIFIED", "m"))
                .withMessageStartingWith("subject");
    }

    @Test
    void newRunWhenTargetIsUnfitThenRefused() {
        for (String target : List.of(" ", "a\nb", "\uD800", "x".repeat(201), "https://u:hunter2@db")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DriftRun.of(target, Runs.START, Status.PASS, List.of()))
                    .withMessageNotContaining("hunter2");
        }
    }

    @Test
    void newRunWhenTimeHasNanosThenKeptToTheMillisecond() {
        Instant at = Instant.parse("2026-01-01T00:00:00.123456789Z");

        assertThat(DriftRun.of("chat", at, Status.PASS, List.of()).at())
                .isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
        assertThatIllegalArgumentException().isThrownBy(() -> DriftRun.of("chat", Instant.MAX, Status.PASS, List.of()));
    }

    @Test
    void newRunWhenIdIsNoneThenRefused() {
        for (String id : List.of("", "a b", "'", "x".repeat(65))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new DriftRun(id, "chat", Runs.START, Status.PASS, List.of()))
                    .withMessageStartingWith("id was a text of " + id.length());
        }
    }

    @Property
    void textWhenAnyMessageThenReadAsWritten(@ForAll String subject, @ForAll String message) throws Exception {
        String visible = "k" + subject;
        DriftRun run = Runs.run(
                "chat", 1, Status.FAIL, List.of(new RecordedFinding("f", visible, "ERROR", "MODIFIED", message)));

        assertThat(RunText.run(run.id(), "chat", run.at().toEpochMilli(), "FAIL", RunText.of(run.findings())))
                .isEqualTo(run);
    }
}
