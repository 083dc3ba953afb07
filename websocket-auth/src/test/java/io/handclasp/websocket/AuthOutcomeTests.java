package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthOutcomeTests {
    @Test
    void rejectedWhenTokenIsMissingThenChallengeWithoutError() {
        AuthOutcome.Rejected outcome = new AuthOutcome.Rejected(RejectReason.MISSING_TOKEN);

        assertThat(outcome.httpStatus()).isEqualTo(401);
        assertThat(outcome.httpHeaders())
                .containsExactly(
                        org.assertj.core.api.Assertions.entry("WWW-Authenticate", "Bearer realm=\"websocket\""));
        assertThat(outcome.closeCode()).isEqualTo(4401);
    }

    @Test
    void rejectedWhenExpiredThenChallengeSaysSo() {
        AuthOutcome.Rejected outcome = new AuthOutcome.Rejected(RejectReason.EXPIRED);

        assertThat(outcome.httpHeaders().get("WWW-Authenticate"))
                .isEqualTo(
                        "Bearer realm=\"websocket\", error=\"invalid_token\", error_description=\"the token expired\"");
        assertThat(outcome.closeReason()).isEqualTo("the token expired");
    }

    @Test
    void rejectedWhenScopeIsMissingThenForbidden() {
        AuthOutcome.Rejected outcome = new AuthOutcome.Rejected(RejectReason.INSUFFICIENT_SCOPE);

        assertThat(outcome.httpStatus()).isEqualTo(403);
        assertThat(outcome.closeCode()).isEqualTo(4403);
    }

    @Test
    void rejectedWhenOriginIsForeignThenForbiddenWithoutAChallenge() {
        AuthOutcome.Rejected outcome = new AuthOutcome.Rejected(RejectReason.FORBIDDEN_ORIGIN);

        assertThat(outcome.httpStatus()).isEqualTo(403);
        assertThat(outcome.httpHeaders()).isEmpty();
        assertThat(outcome.closeCode()).isEqualTo(4403);
        assertThat(outcome.closeReason()).isEqualTo("the origin is not allowed");
    }

    @Test
    void rejectedWhenRequestIsMalformedThenBadRequest() {
        AuthOutcome.Rejected outcome = new AuthOutcome.Rejected(RejectReason.MALFORMED_REQUEST);

        assertThat(outcome.httpStatus()).isEqualTo(400);
        assertThat(outcome.closeCode()).isEqualTo(4400);
    }

    @ParameterizedTest
    @EnumSource(RejectReason.class)
    void rejectedWhenAnyReasonThenACloseFrameHoldsItsText(RejectReason reason) {
        AuthOutcome.Rejected outcome = new AuthOutcome.Rejected(reason);

        assertThat(outcome.closeReason().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 123);
        assertThat(outcome.closeReason()).isPrintable().doesNotContain("\"", "\\");
        assertThat(outcome.httpStatus()).isIn(400, 401, 403);
    }

    @ParameterizedTest
    @EnumSource(UnavailableReason.class)
    void unavailableWhenAnyCauseThenNever401(UnavailableReason cause) {
        AuthOutcome.Unavailable outcome = new AuthOutcome.Unavailable(cause, Duration.ofMillis(1_001));

        assertThat(outcome.httpStatus()).isEqualTo(503);
        assertThat(outcome.httpHeaders()).containsEntry("Retry-After", "2").doesNotContainKey("WWW-Authenticate");
        assertThat(outcome.closeCode()).isEqualTo(1013);
        assertThat(outcome.closeReason()).isEqualTo("try again in 2 s");
    }

    @Test
    void unavailableWhenRetryAfterIsZeroThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthOutcome.Unavailable(UnavailableReason.TIMEOUT, Duration.ZERO))
                .withMessageContaining("retryAfter");
    }

    @Test
    void erroredWhenShownThenIncidentOnly() {
        AuthOutcome.Errored outcome = new AuthOutcome.Errored("abc123");

        assertThat(outcome.httpStatus()).isEqualTo(500);
        assertThat(outcome.httpHeaders()).isEmpty();
        assertThat(outcome.closeCode()).isEqualTo(1011);
        assertThat(outcome.closeReason()).isEqualTo("internal error abc123");
    }
}
