package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who has to wait for a first message, for how long, and what ends the wait. */
class FirstMessageWaitTests extends FirstMessageFixture {
    @Test
    void onTextWhenVerdictNeverComesThenUnavailableByADeadlineOfItsOwn() {
        FirstMessageExchange exchange = messages.begin(BARE);
        scheduler.advance(authenticator.deadline().minusMillis(1));
        exchange.onText(TOKEN);
        scheduler.advance(Duration.ofMillis(200));
        assertThat(now(exchange)).isEmpty(); // the wait's end has passed, and is none of the verdict's

        scheduler.advance(authenticator.deadline());

        assertThat(now(exchange)).get().isInstanceOf(AuthOutcome.Unavailable.class);
        assertThat(decided).hasSize(1);
    }

    @Test
    void beginWhenNothingIsSentThenMissingByTheDeadline() {
        FirstMessageExchange exchange = messages.begin(BARE);
        scheduler.advance(authenticator.deadline().minusMillis(1));
        assertThat(now(exchange)).isEmpty();

        scheduler.advance(Duration.ofMillis(1));

        assertThat(now(exchange)).contains(MISSING);
        assertThat(exchange.onText(TOKEN)).isFalse();
        assertThat(judge.calls()).isZero();
        assertThat(decided).hasSize(1);
    }

    @Test
    void beginWhenWaitIsSetThenMissingByThat() {
        FirstMessages brief = authenticator.firstMessages(PLAIN.withWaitLimit(Duration.ofMillis(200)));
        FirstMessageExchange exchange = brief.begin(BARE);

        scheduler.advance(Duration.ofMillis(200));

        assertThat(brief.waitLimit()).isEqualTo(Duration.ofMillis(200));
        assertThat(now(exchange)).contains(MISSING);
    }

    @Test
    void beginWhenHeaderBringsATokenThenItAloneIsJudged() {
        FirstMessageExchange exchange = messages.begin(WITH_HEADER);
        assertThat(exchange.isAwaiting()).isFalse();

        assertThat(exchange.onText(TOKEN)).isFalse();
        assertThat(exchange.isForHost()).isFalse();
        judge.last().valid();

        assertThat(judge.calls()).isEqualTo(1);
        assertThat(now(exchange))
                .get()
                .isInstanceOfSatisfying(
                        AuthOutcome.Authenticated.class,
                        admitted -> assertThat(admitted.identity().subject()).isEqualTo("header-token"));
    }

    @Test
    void beginWhenHeadersTokenIsBadThenAMessageDoesNotSaveIt() {
        FirstMessageExchange exchange = messages.begin(WITH_HEADER);
        judge.last().invalid(RejectReason.REVOKED);

        assertThat(exchange.onText(TOKEN)).isFalse();
        assertThat(now(exchange)).contains(new AuthOutcome.Rejected(RejectReason.REVOKED));
    }

    @Test
    void beginWhenHandshakeIsMalformedOrAmbiguousThenNoMessageIsAwaited() {
        HandshakeRequest malformed = HandshakeRequest.builder()
                .header("Authorization", "Bearer two words")
                .build();
        HandshakeRequest ambiguous = HandshakeRequest.builder()
                .header("Authorization", "Bearer one")
                .header("Sec-WebSocket-Protocol", "bearer, other")
                .build();

        assertThat(now(messages.begin(malformed))).contains(MALFORMED);
        assertThat(now(messages.begin(ambiguous))).contains(new AuthOutcome.Rejected(RejectReason.AMBIGUOUS_TOKEN));
    }

    @Test
    void beginWhenOriginIsForeignThenNoMessageIsAwaited() {
        HandshakeRequest foreign = HandshakeRequest.builder()
                .header("Origin", "https://evil.example")
                .build();
        try (WebSocketAuthenticator picky = builder()
                .originPolicy(OriginPolicy.exactly("https://app.example"))
                .build()) {
            FirstMessageExchange exchange = picky.firstMessages(PLAIN).begin(foreign);

            assertThat(now(exchange)).contains(new AuthOutcome.Rejected(RejectReason.FORBIDDEN_ORIGIN));
            assertThat(exchange.onText(TOKEN)).isFalse();
        }
    }

    @Test
    void abandonWhenClientLeavesThenNothingWaitsAnyMore() {
        FirstMessageExchange exchange = messages.begin(BARE);
        exchange.abandon();
        exchange.abandon();
        exchange.onText(TOKEN);

        assertThat(now(exchange)).contains(MISSING);
        assertThat(scheduler.pending()).isZero();
        assertThat(decided).hasSize(1);
    }

    @Test
    void closeWhenMessagesAreAwaitedThenUnavailable() {
        FirstMessageExchange exchange = messages.begin(BARE);
        authenticator.close();

        assertThat(now(exchange)).get().isInstanceOf(AuthOutcome.Unavailable.class);
        assertThat(exchange.onText(TOKEN)).isFalse();
        assertThat(now(messages.begin(BARE))).get().isInstanceOf(AuthOutcome.Unavailable.class);
        assertThat(judge.calls()).isZero();
    }

    @Test
    void beginWhenHostsSchedulerIsShutDownThenUnavailable() {
        scheduler.shutdown();

        assertThat(now(messages.begin(BARE))).get().isInstanceOf(AuthOutcome.Unavailable.class);
    }

    @Test
    void beginWhenTooManyWaitThenUnavailableUntilOneIsThrough() {
        FirstMessages few = authenticator.firstMessages(PLAIN.withMaxWaiting(2));
        FirstMessageExchange first = few.begin(BARE);
        few.begin(BARE);

        FirstMessageExchange third = few.begin(BARE);
        assertThat(now(third))
                .get()
                .isInstanceOfSatisfying(
                        AuthOutcome.Unavailable.class,
                        shed -> assertThat(shed.cause()).isEqualTo(UnavailableReason.SHED));
        assertThat(few.begin(WITH_HEADER).isAwaiting()).isFalse(); // who brings its token takes no place

        first.onText(TOKEN);
        assertThat(few.begin(BARE).isAwaiting()).isTrue();
    }

    @Test
    void beginWhenInDemoModeThenTheMessageIsTakenAndAdmitted() {
        WebSocketAuthenticator demo = WebSocketAuthenticator.builder()
                .demoMode(Map.of("HANDCLASP_ENV", "development"))
                .execution(Runnable::run, scheduler)
                .timeSource(scheduler.time())
                .build();
        FirstMessageExchange exchange = demo.firstMessages(PLAIN).begin(BARE);

        assertThat(exchange.onText(TOKEN)).isTrue();
        assertThat(now(exchange)).get().isInstanceOf(AuthOutcome.Authenticated.class);
    }

    @Test
    void authenticateAsyncWhenMessagesAreReadElsewhereThenMissingStaysMissing() {
        assertThat(authenticator.authenticateAsync(BARE).toCompletableFuture().getNow(null))
                .isEqualTo(MISSING);
    }

    @Test
    void firstMessagesWhenWaitExceedsTheDeadlineThenRefused() {
        Duration tooLong = authenticator.deadline().plusMillis(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> authenticator.firstMessages(PLAIN.withWaitLimit(tooLong)))
                .withMessage("waitLimit was " + tooLong + ", must not be greater than the authenticator's deadline,"
                        + " which is " + ResiliencePolicy.standard().deadline());
    }

    @Test
    void policyWhenSettingsAreWrongThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withWaitLimit(Duration.ZERO))
                .withMessageContaining("waitLimit was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withMaxWaiting(0))
                .withMessageContaining("maxWaiting was 0");
        assertThat(PLAIN.maxWaiting()).isEqualTo(FirstMessagePolicy.STANDARD_MAX_WAITING);
        assertThat(messages.policy()).isEqualTo(PLAIN);
    }
}
