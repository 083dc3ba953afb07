package io.handclasp.websocket.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Finding;
import io.handclasp.core.Status;
import io.handclasp.websocket.verify.UnavailableReason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthRuleTests {
    private final HealthPolicy policy = HealthPolicy.standard();

    private static HandshakeCounts counts(long admitted, long timeouts) {
        return new HandshakeCounts(admitted, 0, 0, 0, Map.of(UnavailableReason.TIMEOUT, timeouts), 0);
    }

    @ParameterizedTest
    @CsvSource({
        // handshakes with a verdict, without one, what it means
        "0, 0, UNKNOWN, auth.no-handshakes",
        "19, 0, UNKNOWN, auth.too-few-handshakes",
        "0, 19, UNKNOWN, auth.too-few-handshakes",
        "20, 0, UNKNOWN, auth.too-few-handshakes",
        "380, 0, UNKNOWN, auth.too-few-handshakes",
        "381, 0, PASS, auth.judging",
        "99500, 500, PASS, auth.judging",
        "0, 20, FAIL, auth.not-judging",
        "15, 5, FAIL, auth.not-judging",
        "8000, 2000, FAIL, auth.not-judging",
        "17, 3, WARN, auth.below-target",
        "9500, 500, WARN, auth.below-target",
        "990, 10, WARN, auth.target-not-shown",
        "379, 2, WARN, auth.target-not-shown",
        "100, 1, UNKNOWN, auth.too-few-handshakes"
    })
    void judgeWhenCountedThenSaysWhatIsShownAndNoMore(long judged, long failed, Status status, String code) {
        Finding finding = HealthRule.judge(policy, counts(judged, failed));

        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.code()).isEqualTo(code);
    }

    @Test
    void judgeWhenTooFewThenNamesHowManyItTakes() {
        Finding finding = HealthRule.judge(policy, counts(200, 0));

        assertThat(finding.message())
                .isEqualTo("200 of 200 handshakes in the last 60 s got a verdict: 98.11 % to 100.00 % with 95 %"
                        + " confidence; the target is 99.00 %");
        assertThat(finding.hint().orElseThrow()).contains("381");
    }

    @Test
    void judgeWhenOutageThenNamesWhatHappensMostOften() {
        HandshakeCounts outage = new HandshakeCounts(
                10, 0, 0, 0, Map.of(UnavailableReason.TIMEOUT, 30L, UnavailableReason.CIRCUIT_OPEN, 60L), 50);

        assertThat(HealthRule.judge(policy, outage).hint()).contains("most often CIRCUIT_OPEN: 60");
    }

    @Test
    void judgeWhenHostsCodeFailsMostThenPointsToTheLog() {
        HandshakeCounts bug = new HandshakeCounts(0, 0, 0, 0, Map.of(UnavailableReason.TIMEOUT, 30L), 50);

        assertThat(HealthRule.judge(policy, bug).hint().orElseThrow())
                .contains("bug")
                .contains("50");
    }

    @Test
    void judgeWhenClientsWereAdmittedInADegradedModeThenNotAPass() {
        Finding finding = HealthRule.judge(policy, new HandshakeCounts(1_000, 1, 0, 0, Map.of(), 0));

        assertThat(finding.status()).isEqualTo(Status.WARN);
        assertThat(finding.code()).isEqualTo("auth.degraded");
    }

    @Test
    void judgeWhenClientsSendWhatIsLeftOutThenTheyCanNeitherHideAnOutageNorMakeOne() {
        Map<UnavailableReason, Long> stale = Map.of(UnavailableReason.KEYS_STALE, 1_000_000L);
        HandshakeCounts noise = new HandshakeCounts(0, 0, 1_000_000, 1_000_000, stale, 0);
        HandshakeCounts outageInNoise = new HandshakeCounts(
                0,
                0,
                1_000_000,
                1_000_000,
                Map.of(UnavailableReason.KEYS_STALE, 1_000_000L, UnavailableReason.TIMEOUT, 100L),
                0);
        HandshakeCounts healthInNoise = new HandshakeCounts(1_000, 0, 1_000_000, 1_000_000, stale, 0);

        assertThat(HealthRule.judge(policy, noise).code()).isEqualTo("auth.no-handshakes");
        assertThat(HealthRule.judge(policy, noise).hint().orElseThrow()).contains("1000000 without a token");
        assertThat(HealthRule.judge(policy, outageInNoise).status()).isEqualTo(Status.FAIL);
        assertThat(HealthRule.judge(policy, healthInNoise).status()).isEqualTo(Status.PASS);
    }

    @Test
    void judgeWhenAllTokensAreBadThenHealthyAllTheSame() {
        assertThat(HealthRule.judge(policy, new HandshakeCounts(0, 0, 5_000, 0, Map.of(), 0))
                        .status())
                .isEqualTo(Status.PASS);
    }
}
