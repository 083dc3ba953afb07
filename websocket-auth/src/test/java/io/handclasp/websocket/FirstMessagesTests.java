package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthEvent.HandshakeDecided;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.Extraction;
import io.handclasp.websocket.token.FirstMessageExtractor;
import io.handclasp.websocket.token.FirstMessageFormat;
import io.handclasp.websocket.token.FirstMessageFormats;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A token that comes as the first message: what ends the wait, and with which outcome. */
class FirstMessagesTests {
    private static final String TOKEN = "Zq8-first-message_4711";
    private static final AuthOutcome MISSING = new AuthOutcome.Rejected(RejectReason.MISSING_TOKEN);
    private static final AuthOutcome MALFORMED = new AuthOutcome.Rejected(RejectReason.MALFORMED_REQUEST);
    private static final FirstMessagePolicy PLAIN =
            FirstMessagePolicy.of(TokenExtractors.firstMessage(FirstMessageFormats.plainToken()));
    private static final HandshakeRequest BARE = HandshakeRequest.builder().build();
    private static final HandshakeRequest WITH_HEADER = HandshakeRequest.builder()
            .header("Authorization", "Bearer header-token")
            .build();

    private final LogCapture log = LogCapture.start();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final ManualJudge judge = new ManualJudge();
    private final List<AuthEvent> decided = new ArrayList<>();

    private WebSocketAuthenticator.Builder builder() {
        return WebSocketAuthenticator.builder()
                .verifier(judge)
                .execution(Runnable::run, scheduler)
                .timeSource(scheduler.time())
                .listener(event -> {
                    if (event instanceof HandshakeDecided) {
                        decided.add(event);
                    }
                });
    }

    private final WebSocketAuthenticator authenticator = builder().build();
    private final FirstMessages messages = authenticator.firstMessages(PLAIN);

    @AfterEach
    void stop() {
        authenticator.close();
        log.close();
        log.assertDoesNotContain(TOKEN);
        assertThat(decided.toString()).doesNotContain(TOKEN);
    }

    private static Optional<AuthOutcome> now(FirstMessageExchange exchange) {
        return Optional.ofNullable(exchange.outcome().toCompletableFuture().getNow(null));
    }

    private static FirstMessagePolicy reading(FirstMessageFormat format) {
        return FirstMessagePolicy.of(new FirstMessageExtractor(format, 1_000));
    }

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
    void isForHostWhenFormatSaysSoThenTold() {
        FirstMessages graphQl = authenticator.firstMessages(reading(FirstMessageFormats.graphQl("/token")));

        assertThat(graphQl.begin(BARE).isForHost()).isTrue();
        assertThat(messages.begin(BARE).isForHost()).isFalse();
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

    @Test
    void extractionWhenShownThenWithoutToken() {
        Extraction extraction = PLAIN.carrier().extract(TOKEN);
        assertThat(extraction.toString()).doesNotContain(TOKEN);
    }
}
