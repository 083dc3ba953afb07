package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthEvent.HandshakeDecided;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.FirstMessageExtractor;
import io.handclasp.websocket.token.FirstMessageFormat;
import io.handclasp.websocket.token.FirstMessageFormats;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verify.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** An authenticator that takes its tokens from first messages, with its time, its judge, and what it reported. */
abstract class FirstMessageFixture {
    static final String TOKEN = "Zq8-first-message_4711";
    static final AuthOutcome MISSING = new AuthOutcome.Rejected(RejectReason.MISSING_TOKEN);
    static final AuthOutcome MALFORMED = new AuthOutcome.Rejected(RejectReason.MALFORMED_REQUEST);
    static final FirstMessagePolicy PLAIN =
            FirstMessagePolicy.of(TokenExtractors.firstMessage(FirstMessageFormats.plainToken()));
    static final HandshakeRequest BARE = HandshakeRequest.builder().build();
    static final HandshakeRequest WITH_HEADER = HandshakeRequest.builder()
            .header("Authorization", "Bearer header-token")
            .build();

    final LogCapture log = LogCapture.start();
    final ManualScheduler scheduler = new ManualScheduler();
    final ManualJudge judge = new ManualJudge();
    final List<AuthEvent> decided = new ArrayList<>();

    WebSocketAuthenticatorBuilder builder() {
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

    final WebSocketAuthenticator authenticator = builder().build();
    final FirstMessages messages = authenticator.firstMessages(PLAIN);

    @AfterEach
    void stop() {
        authenticator.close();
        log.close();
        log.assertDoesNotContain(TOKEN);
        assertThat(decided.toString()).doesNotContain(TOKEN);
    }

    static Optional<AuthOutcome> now(FirstMessageExchange exchange) {
        return Optional.ofNullable(exchange.outcome().toCompletableFuture().getNow(null));
    }

    static FirstMessagePolicy reading(FirstMessageFormat format) {
        return FirstMessagePolicy.of(new FirstMessageExtractor(format, 1_000));
    }
}
