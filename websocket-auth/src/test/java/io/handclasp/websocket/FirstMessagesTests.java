package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.token.Extraction;
import io.handclasp.websocket.token.FirstMessageExtractor;
import io.handclasp.websocket.token.FirstMessageFormats;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import org.junit.jupiter.api.Test;

/** What a first message says: a token, another thing, or nothing that can be read. */
class FirstMessagesTests extends FirstMessageFixture {
    @Test
    void onTextWhenTokenIsGoodThenAuthenticatedAndReportedOnce() {
        FirstMessageExchange exchange = messages.begin(BARE);
        assertThat(exchange.isAwaiting()).isTrue();
        assertThat(now(exchange)).isEmpty();
        assertThat(judge.calls()).isZero();

        assertThat(exchange.onText(TOKEN)).isTrue();
        assertThat(exchange.isAwaiting()).isFalse();
        assertThat(now(exchange)).isEmpty();
        judge.last().valid();

        assertThat(now(exchange)).get().isInstanceOf(AuthOutcome.Authenticated.class);
        assertThat(judge.last().token().reveal()).isEqualTo(TOKEN);
        assertThat(decided).hasSize(1);
    }

    @Test
    void onTextWhenSecondMessageComesThenItIsTheHosts() {
        FirstMessageExchange exchange = messages.begin(BARE);
        exchange.onText(TOKEN);

        assertThat(exchange.onText("another-token")).isFalse();
        assertThat(exchange.onBinary()).isFalse();
        assertThat(judge.calls()).isEqualTo(1);
    }

    @Test
    void onTextWhenTokenIsBadThenRejected() {
        FirstMessageExchange exchange = messages.begin(BARE);
        exchange.onText(TOKEN);
        judge.last().invalid(RejectReason.EXPIRED);

        assertThat(now(exchange)).contains(new AuthOutcome.Rejected(RejectReason.EXPIRED));
    }

    @Test
    void onTextWhenAuthServiceIsAwayThenUnavailableAndNever4401() {
        judge.failing(UnavailableReason.MISCONFIGURED);
        FirstMessageExchange exchange = messages.begin(BARE);
        exchange.onText(TOKEN);

        assertThat(now(exchange))
                .get()
                .isInstanceOfSatisfying(
                        AuthOutcome.Unavailable.class,
                        away -> assertThat(away.closeCode()).isEqualTo(1013));
    }

    @Test
    void onBinaryWhenAwaitedThenMalformed() {
        FirstMessageExchange exchange = messages.begin(BARE);

        assertThat(exchange.onBinary()).isTrue();

        assertThat(now(exchange)).contains(MALFORMED);
        assertThat(judge.calls()).isZero();
    }

    @Test
    void onTextWhenItIsNoTokenThenMalformed() {
        FirstMessageExchange exchange = messages.begin(BARE);
        exchange.onText("no token, said " + TOKEN);

        assertThat(now(exchange)).contains(MALFORMED);
        assertThat(judge.calls()).isZero();
    }

    @Test
    void onTextWhenLongerThanTheCarrierReadsThenMalformed() {
        FirstMessages small = authenticator.firstMessages(
                FirstMessagePolicy.of(new FirstMessageExtractor(FirstMessageFormats.plainToken(), 16)));
        FirstMessageExchange fits = small.begin(BARE);
        fits.onText("x".repeat(16));
        FirstMessageExchange exceeds = small.begin(BARE);
        exceeds.onText("x".repeat(17));

        assertThat(now(fits)).isEmpty();
        assertThat(now(exceeds)).contains(MALFORMED);
    }

    /** What is refused in a header is refused in a message. */
    @Test
    void onTextWhenTokenIsLongerThanTheLimitsThenMalformed() {
        HandshakeLimits limits = HandshakeLimits.standard().withMaxTokenLength(20);
        try (WebSocketAuthenticator limited = builder().limits(limits).build()) {
            FirstMessageExchange exchange = limited.firstMessages(PLAIN).begin(BARE);
            exchange.onText("x".repeat(21));
            assertThat(now(exchange)).contains(MALFORMED);
        }
        FirstMessageExchange own = messages.begin(BARE.within(limits));
        own.onText("x".repeat(21));
        assertThat(now(own)).contains(MALFORMED);
        assertThat(judge.calls()).isZero();
    }

    @Test
    void onTextWhenMemberIsMissingThenMissing() {
        FirstMessageExchange exchange = authenticator
                .firstMessages(reading(FirstMessageFormats.json("/token")))
                .begin(BARE);
        exchange.onText("{}");

        assertThat(now(exchange)).contains(MISSING);
    }

    @Test
    void onTextWhenFormatFailsThenErroredAndItsTextIsNotLogged() {
        FirstMessageExchange exchange = authenticator
                .firstMessages(reading(message -> {
                    throw new IllegalArgumentException("cannot read " + message);
                }))
                .begin(BARE);
        exchange.onText(TOKEN);

        assertThat(now(exchange)).get().isInstanceOf(AuthOutcome.Errored.class);
        assertThat(log.text()).contains("the first message's format failed", "IllegalArgumentException");
    }

    @Test
    void onTextWhenFormatAnswersNothingThenErrored() {
        FirstMessageExchange exchange =
                authenticator.firstMessages(reading(message -> null)).begin(BARE);
        exchange.onText(TOKEN);

        assertThat(now(exchange)).get().isInstanceOf(AuthOutcome.Errored.class);
    }

    @Test
    void isForHostWhenFormatSaysSoThenTold() {
        FirstMessages graphQl = authenticator.firstMessages(reading(FirstMessageFormats.graphQl("/token")));

        assertThat(graphQl.begin(BARE).isForHost()).isTrue();
        assertThat(messages.begin(BARE).isForHost()).isFalse();
    }

    @Test
    void extractionWhenShownThenWithoutToken() {
        Extraction extraction = PLAIN.carrier().extract(TOKEN);
        assertThat(extraction.toString()).doesNotContain(TOKEN);
    }
}
