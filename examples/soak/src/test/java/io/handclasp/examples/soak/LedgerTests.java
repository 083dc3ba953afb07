package io.handclasp.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.observe.AuthEvent.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTests {
    private final Ledger ledger = new Ledger();

    @ParameterizedTest
    @CsvSource({
        "GOOD_HEADER, REFUSED, true",
        "GOOD_HEADER, NO_VERDICT, false",
        "GOOD_SUBPROTOCOL, LOST, true",
        "FORGED, ADMITTED, true",
        "EXPIRED, ADMITTED, false",
        "REVOKED, ADMITTED, true",
        "OTHER_AUDIENCE, NO_VERDICT, false",
        "NO_TOKEN, NO_VERDICT, true"
    })
    void answeredWhenAPromiseIsBrokenThenItIsTold(Kind kind, Answer answer, boolean trouble) {
        ledger.answered(kind, answer, trouble, "detail");

        assertThat(ledger.violations()).singleElement().asString().contains(kind.name(), answer.name(), "detail");
    }

    @ParameterizedTest
    @CsvSource({
        "GOOD_HEADER, ADMITTED, false",
        "GOOD_HEADER, NO_VERDICT, true",
        "FORGED, REFUSED, true",
        "FORGED, NO_VERDICT, true",
        "NO_TOKEN, REFUSED, true"
    })
    void answeredWhenItIsAsItShouldBeThenItIsCountedOnly(Kind kind, Answer answer, boolean trouble) {
        ledger.answered(kind, answer, trouble, "detail");

        assertThat(ledger.violations()).isEmpty();
        assertThat(ledger.count(kind, answer)).isEqualTo(1);
    }

    @Test
    void reconcileWhenBothSidesAgreeThenNothingIsWrong() {
        come(3, 2);

        ledger.reconcile(6, 6, 0, Map.of(Outcome.AUTHENTICATED, 4L, Outcome.REJECTED, 2L));

        assertThat(ledger.violations()).isEmpty();
    }

    @Test
    void reconcileWhenAHandshakeWasSentOnceMoreThenItsOtherOutcomeIsNobodys() {
        come(3, 0);

        ledger.reconcile(6, 6, 1, Map.of(Outcome.AUTHENTICATED, 3L, Outcome.REJECTED, 3L));
        assertThat(ledger.violations()).isEmpty();
        assertThat(ledger.sentAgainCount()).isEqualTo(1);

        ledger.reconcile(7, 7, 1, Map.of(Outcome.AUTHENTICATED, 3L, Outcome.REJECTED, 4L));
        assertThat(ledger.violations()).contains("REJECTED: 4 by the server, 2 to 3 by the clients");
    }

    @Test
    void reconcileWhenAnOutcomeIsMissingThenItIsTold() {
        come(3, 0);

        ledger.reconcile(5, 4, 0, Map.of(Outcome.AUTHENTICATED, 2L, Outcome.REJECTED, 2L));

        assertThat(ledger.violations())
                .containsExactly(
                        "handshakes that reached the guard: 5, outcomes: 4",
                        "AUTHENTICATED: 2 by the server, 3 to 3 by the clients");
    }

    @Test
    void reconcileWhenOneClientIsCountedTwiceAndAnotherNotThenItIsTold() {
        come(3, 0);

        ledger.reconcile(5, 5, 0, Map.of(Outcome.AUTHENTICATED, 4L, Outcome.REJECTED, 1L));

        assertThat(ledger.violations())
                .containsExactly(
                        "AUTHENTICATED: 4 by the server, 3 to 3 by the clients",
                        "REJECTED: 1 by the server, 2 to 2 by the clients");
    }

    @Test
    void reconcileWhenAHandshakeNeverReachedTheGuardThenItIsTold() {
        come(3, 1);

        ledger.reconcile(4, 4, 0, Map.of(Outcome.AUTHENTICATED, 2L, Outcome.REJECTED, 2L));

        assertThat(ledger.violations())
                .contains("handshakes that reached the guard: 4 by the server, 5 to 6 by the clients");
    }

    @ParameterizedTest
    @EnumSource(names = {"ERRORED", "UNAVAILABLE"})
    void reconcileWhenTheServerCountsWhatNoClientSawThenItIsTold(Outcome outcome) {
        come(2, 0);

        ledger.reconcile(4, 4, 0, Map.of(Outcome.AUTHENTICATED, 1L, Outcome.REJECTED, 2L, outcome, 1L));

        assertThat(ledger.violations()).anyMatch(text -> text.startsWith(outcome.name()));
    }

    @Test
    void reconcileWhenARejectionIsNobodysThenItIsToldThoughSomeWereCancelled() {
        come(3, 2);

        ledger.reconcile(6, 6, 0, Map.of(Outcome.AUTHENTICATED, 3L, Outcome.REJECTED, 3L));

        assertThat(ledger.violations()).containsExactly("REJECTED: 3 by the server, 2 to 2 by the clients");
    }

    /** That many were admitted, two refused, and that many cancelled. */
    private void come(int admitted, int cancelled) {
        for (int i = 0; i < admitted; i++) {
            ledger.answered(Kind.GOOD_HEADER, Answer.ADMITTED, false, "");
        }
        ledger.answered(Kind.FORGED, Answer.REFUSED, false, "");
        ledger.answered(Kind.NO_TOKEN, Answer.REFUSED, false, "");
        for (int i = 0; i < cancelled; i++) {
            ledger.cancelled();
        }
    }
}
