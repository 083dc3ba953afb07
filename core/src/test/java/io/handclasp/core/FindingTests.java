package io.handclasp.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingTests {
    @ParameterizedTest
    @ValueSource(strings = {"a", "tcp.refused", "auth.jwks-unreachable", "vpc-access.connector.2"})
    void ofWhenCodeFollowsGrammarThenAccepted(String code) {
        assertThat(Finding.of(code, Status.FAIL, "subject", "message").code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Tcp", "tcp.", ".tcp", "tcp..refused", "tcp_refused", "tcp refused", "tcp.-x", "é"})
    void ofWhenCodeBreaksGrammarThenRefusedWithItsValue(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Finding.of(code, Status.FAIL, "subject", "message"))
                .withMessageContaining("code was \"" + code + "\"")
                .withMessageContaining("lower-case");
    }

    @Test
    void ofWhenCodeIsEndlessThenRefusedWithoutRecursion() {
        String code = "a.".repeat(100_000) + "a";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Finding.of(code, Status.FAIL, "subject", "message"))
                .withMessageContaining("at most 100 characters");
    }

    @Test
    void ofWhenTextsHoldSecretsThenScrubbed() {
        Finding finding = Finding.of("a", Status.FAIL, "https://u:hunter2@host/", "password=hunter2")
                .withHint("curl -H 'Authorization: Bearer hunter2'");

        assertThat(finding.toString()).doesNotContain("hunter2").contains(Redaction.MARK);
        assertThat(finding.hint()).hasValueSatisfying(hint -> assertThat(hint).startsWith("curl -H"));
    }

    @Test
    void ofWhenTextsAreLongThenCutToTheirBoundsAndMarked() {
        Finding finding = Finding.of("a", Status.WARN, "s".repeat(5_000), "m".repeat(5_000))
                .withHint("h".repeat(5_000));

        assertThat(finding.subject()).hasSize(Finding.MAX_SUBJECT_LENGTH).endsWith("s…");
        assertThat(finding.message()).hasSize(Finding.MAX_TEXT_LENGTH).endsWith("m…");
        assertThat(finding.hint().orElseThrow())
                .hasSize(Finding.MAX_TEXT_LENGTH)
                .endsWith("h…");
    }

    @Test
    void ofWhenCutFallsIntoSurrogatePairThenPairIsDropped() {
        Finding finding = Finding.of("a", Status.WARN, "s".repeat(Finding.MAX_SUBJECT_LENGTH - 2) + "😀😀", "message");

        assertThat(finding.subject()).isEqualTo("s".repeat(Finding.MAX_SUBJECT_LENGTH - 2) + "…");
    }

    @Test
    void ofWhenTextHoldsControlCharactersThenBlanks() {
        Finding finding = Finding.of("a", Status.WARN, "x\u001b[2Jy", "first\r\n\tsecond\u0000");

        assertThat(finding.subject()).isEqualTo("x [2Jy");
        assertThat(finding.message()).isEqualTo("first \n\tsecond ");
    }

    @Test
    void withHintWhenCalledThenOriginalUnchanged() {
        Finding finding = Finding.of("a", Status.WARN, "subject", "message");

        assertThat(finding.withHint("read the guide").hint()).contains("read the guide");
        assertThat(finding.hint()).isEmpty();
    }
}
