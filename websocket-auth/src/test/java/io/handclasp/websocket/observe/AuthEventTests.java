package io.handclasp.websocket.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.websocket.observe.AuthEvent.CallResult;
import io.handclasp.websocket.observe.AuthEvent.Outcome;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthEventTests {
    @ParameterizedTest
    @CsvSource({
        "AUTHENTICATED, EXPIRED",
        "REJECTED, ''",
        "REJECTED, TIMEOUT",
        "REJECTED, eyJhbGciOiJub25lIn0",
        "UNAVAILABLE, EXPIRED",
        "UNAVAILABLE, ''",
        "ERRORED, ' '"
    })
    void handshakeWhenDetailDoesNotFitTheOutcomeThenRefused(Outcome outcome, String detail) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthEvent.HandshakeDecided(outcome, detail, "", false, 0, Duration.ZERO))
                .withMessageContaining("detail");
    }

    @ParameterizedTest
    @CsvSource({"AUTHENTICATED, ''", "REJECTED, EXPIRED", "UNAVAILABLE, TIMEOUT", "ERRORED, 0badc0de"})
    void handshakeWhenDetailFitsTheOutcomeThenMade(Outcome outcome, String detail) {
        assertThat(new AuthEvent.HandshakeDecided(outcome, detail, "FRESH", false, 1, Duration.ZERO).detail())
                .isEqualTo(detail);
    }

    @Test
    void callWhenReasonDoesNotFitTheResultThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new AuthEvent.CallFinished("a", CallResult.UNAVAILABLE, Optional.empty(), Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthEvent.CallFinished(
                        "a", CallResult.VALID, Optional.of(UnavailableReason.TIMEOUT), Duration.ZERO));
    }

    @Test
    void breakerWhenStateIsNoneOfTheThreeThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthEvent.BreakerChanged("a", "CLOSED", "DISABLED"))
                .withMessageContaining("to was \"DISABLED\"");
    }

    @Test
    void revocationAppliedWhenKindIsUnknownThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthEvent.RevocationApplied("CLIENT", true, 0))
                .withMessageContaining("kind was \"CLIENT\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthEvent.RevocationApplied("TOKEN", true, -1))
                .withMessageContaining("sessionsClosed was -1");
    }
}
