package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.Extraction;
import io.handclasp.websocket.token.FirstMessageExtractor;
import io.handclasp.websocket.token.FirstMessageFormat;
import io.handclasp.websocket.token.FirstMessageFormats;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A first message that breaks whatever reads or judges it: its wait is over then, so it must get its outcome all the same. */
class FirstMessageFailureTests {
    private static final String TOKEN = "Zq8-first-message_4711";
    private static final HandshakeRequest BARE = HandshakeRequest.builder().build();

    private final LogCapture log = LogCapture.start();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final ManualJudge judge = new ManualJudge();
    private final List<AuthEvent> told = new ArrayList<>();
    private final List<Error> failing = new ArrayList<>();
    private final WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
            .verifier(judge)
            .execution(Runnable::run, scheduler)
            .timeSource(scheduler.time())
            .listener(event -> {
                if (!failing.isEmpty()) {
                    throw failing.get(0);
                }
                told.add(event);
            })
            .build();

    @AfterEach
    void stop() {
        authenticator.close();
        log.close();
        log.assertDoesNotContain(TOKEN);
        assertThat(told.toString()).doesNotContain(TOKEN);
    }

    private FirstMessageExchange begin(FirstMessageFormat format) {
        return authenticator
                .firstMessages(FirstMessagePolicy.of(new FirstMessageExtractor(format, 10_000))
                        .withMaxWaiting(1))
                .begin(BARE);
    }

    private static AuthOutcome now(FirstMessageExchange exchange) {
        CompletionStage<AuthOutcome> outcome = exchange.outcome();
        return outcome.toCompletableFuture().getNow(null);
    }

    private long handshakesTold() {
        return told.stream()
                .filter(AuthEvent.HandshakeDecided.class::isInstance)
                .count();
    }

    /** As a parser of the host's does when a client sends nothing but brackets. */
    private static int depth(String text, int at) {
        return at == text.length() ? 0 : 1 + depth(text, at + 1) + depth("", 0);
    }

    @Test
    void onTextWhenFormatExhaustsTheStackThenErroredAndReported() {
        FirstMessageExchange exchange = begin(message -> {
            int depth = 0;
            while (depth >= 0) {
                depth = depth(message.repeat(1_000), 0);
            }
            return new Extraction.Missing();
        });

        assertThat(exchange.onText("[".repeat(10_000))).isTrue();

        assertThat(now(exchange)).isInstanceOf(AuthOutcome.Errored.class);
        assertThat(handshakesTold()).isEqualTo(1);
        assertThat(log.text()).contains("the first message could not be judged", "StackOverflowError");
    }

    @Test
    void onTextWhenFormatFailsWithAnErrorThenErroredAndItsTextIsNotLogged() {
        FirstMessageExchange exchange = begin(message -> {
            throw new AssertionError("cannot read " + message);
        });
        exchange.onText(TOKEN);

        assertThat(now(exchange)).isInstanceOf(AuthOutcome.Errored.class);
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void onTextWhenVerifierFailsWithAnErrorThenNotAdmittedAndNotLeftWaiting() {
        judge.answering((token, deadline) -> {
            throw new NoClassDefFoundError("org/example/" + token.reveal());
        });
        FirstMessageExchange exchange = begin(FirstMessageFormats.plainToken());
        exchange.onText(TOKEN);
        scheduler.advance(authenticator.deadline());

        assertThat(now(exchange)).isInstanceOfAny(AuthOutcome.Errored.class, AuthOutcome.Unavailable.class);
        assertThat(handshakesTold()).isEqualTo(1);
    }

    /** In a header it is the same token and the same log. */
    @Test
    void authenticateWhenVerifierQuotesAnOpaqueTokenThenNotLogged() {
        List<Throwable> failures = List.of(
                new IllegalArgumentException("unknown token " + TOKEN),
                new IllegalStateException("a bug", new IllegalArgumentException("x".repeat(290) + TOKEN)),
                new VerifierUnavailableException(UnavailableReason.MISCONFIGURED, "cannot map " + TOKEN));
        for (Throwable failure : failures) {
            judge.answering((token, deadline) -> CompletableFuture.failedFuture(failure));
            FirstMessageExchange exchange = begin(FirstMessageFormats.plainToken());
            exchange.onText(TOKEN);
            assertThat(now(exchange)).isInstanceOfAny(AuthOutcome.Errored.class, AuthOutcome.Unavailable.class);

            AuthOutcome outcome = authenticator.authenticate(HandshakeRequest.builder()
                    .header("Authorization", "Bearer " + TOKEN)
                    .build());
            assertThat(outcome).isInstanceOfAny(AuthOutcome.Errored.class, AuthOutcome.Unavailable.class);
        }
        assertThat(log.text()).contains("IllegalArgumentException", "its text quotes the token");
        log.assertDoesNotContain(TOKEN.substring(0, 8));
    }

    @Test
    void onTextWhenListenerRunsOutOfMemoryThenErroredAndThePlaceIsFree() {
        judge.answering(ManualJudge.valid("ada"));
        FirstMessages messages = authenticator.firstMessages(
                FirstMessagePolicy.of(new FirstMessageExtractor(FirstMessageFormats.plainToken(), 100))
                        .withMaxWaiting(1));
        FirstMessageExchange exchange = messages.begin(BARE);
        failing.add(new OutOfMemoryError("no room for " + TOKEN));
        exchange.onText(TOKEN);
        failing.clear();

        assertThat(now(exchange)).isInstanceOf(AuthOutcome.Errored.class);
        assertThat(messages.begin(BARE).isAwaiting()).isTrue();
    }
}
