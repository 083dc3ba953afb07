package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.FirstMessagePolicy;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.FirstMessageFormat;
import io.handclasp.websocket.token.FirstMessageFormats;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session that waits for its first message, step by step: the container, the executor and the clock move by hand. */
class FirstMessageAdmissionTests {
    private static final String TOKEN = "Zq8-first-message_4711";
    private static final CloseReason LEFT = new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "");

    private final LogCapture log = LogCapture.start();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final ManualJudge judge = new ManualJudge();
    private final List<String> seen = new ArrayList<>();
    private final FakeSession client = new FakeSession();
    private final Session session = client.session();
    private final WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
            .verifier(judge)
            .execution(executor::add, scheduler)
            .timeSource(scheduler.time())
            .build();
    private final GuardedEndpoint endpoint = new GuardedEndpoint(
            new Recording(seen), authenticator, EnforcementSettings.standard().withLimits(new HoldLimits(4, 100_000)));

    /** What the host is shown. */
    private static final class Recording extends Endpoint {
        private final List<String> seen;

        Recording(List<String> seen) {
            this.seen = seen;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            seen.add("open");
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> seen.add("text " + text));
            session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>)
                    bytes -> seen.add("binary " + bytes.remaining()));
            session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> seen.add("pong"));
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            seen.add("closed");
        }
    }

    @AfterEach
    void stop() {
        authenticator.close();
        log.close();
        log.assertDoesNotContain(TOKEN);
        assertThat(client.closes().toString()).doesNotContain(TOKEN);
    }

    private void connect() {
        connect(FirstMessageFormats.plainToken(), HandshakeRequest.builder().build());
    }

    private void connect(FirstMessageFormat format, HandshakeRequest handshake) {
        FirstMessagePolicy policy = FirstMessagePolicy.of(TokenExtractors.firstMessage(format));
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(GuardedEndpoint.class, "/chat")
                .build();
        new PendingAdmission(authenticator.firstMessages(policy).begin(handshake)).leaveIn(config);
        endpoint.onOpen(session, config);
    }

    private void runExecutor() {
        for (Runnable next = executor.poll(); next != null; next = executor.poll()) {
            next.run();
        }
    }

    @Test
    void onTextWhenTokenIsGoodThenHostOpensAndDoesNotGetTheMessage() {
        connect();
        client.text(TOKEN);
        client.text("one");
        client.binary((byte) 1, (byte) 2);
        judge.last().valid();
        assertThat(seen).isEmpty();
        runExecutor();
        client.text("two");

        assertThat(seen).containsExactly("open", "text one", "binary 2", "text two");
        assertThat(client.closes()).isEmpty();
    }

    @Test
    void onTextWhenMessageIsForHostThenItComesFirst() {
        String message = "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer first-token\"}}";
        connect(
                FirstMessageFormats.graphQl("/Authorization"),
                HandshakeRequest.builder().build());
        client.text(message);
        client.text("one");
        judge.last().valid();
        runExecutor();

        assertThat(seen).containsExactly("open", "text " + message, "text one");
    }

    @Test
    void onTextWhenVerdictIsKnownAtOnceThenMessageForHostStillComesFirst() {
        judge.answering(ManualJudge.valid("ada"));
        connect(
                FirstMessageFormats.json("/token").forHost(),
                HandshakeRequest.builder().build());
        client.text("{\"token\":\"known\"}");
        client.text("one");
        runExecutor();

        assertThat(seen).containsExactly("open", "text {\"token\":\"known\"}", "text one");
    }

    @Test
    void onTextWhenHeaderBroughtATokenThenAnOrdinaryMessage() {
        judge.answering((token, deadline) ->
                java.util.concurrent.CompletableFuture.completedFuture(ManualJudge.valid(token.reveal())));
        connect(
                FirstMessageFormats.plainToken(),
                HandshakeRequest.builder()
                        .header("Authorization", "Bearer header-token")
                        .build());
        runExecutor();
        client.text("another-subjects-token");

        assertThat(seen).containsExactly("open", "text another-subjects-token");
        assertThat(Handclasp.identity(session))
                .get()
                .matches(identity -> identity.subject().equals("header-token"));
        assertThat(judge.calls()).isEqualTo(1);
    }

    @Test
    void onBinaryWhenAwaitedThenClosedWith4400() {
        connect();
        client.binary((byte) 1);
        client.text(TOKEN);
        runExecutor();

        assertThat(client.closes()).containsExactly("4400 the request is malformed");
        assertThat(seen).isEmpty();
        assertThat(judge.calls()).isZero();
    }

    @Test
    void onPongWhenAwaitedThenHeldAndNoCredential() {
        connect();
        client.pong((byte) 1);
        client.text(TOKEN);
        judge.last().valid();
        runExecutor();

        assertThat(seen).containsExactly("open", "pong");
    }

    @Test
    void beginWhenNothingComesThenClosedWith4401() {
        connect();
        scheduler.advance(authenticator.deadline());
        runExecutor();
        client.text(TOKEN);

        assertThat(client.closes()).containsExactly("4401 no token was sent");
        assertThat(seen).isEmpty();
        assertThat(judge.calls()).isZero();
    }

    @Test
    void onTextWhenWaitEndedAndTheCloseIsOnItsWayThenDropped() {
        connect();
        scheduler.advance(authenticator.deadline());
        client.text(TOKEN);
        runExecutor();

        assertThat(client.closes()).containsExactly("4401 no token was sent");
        assertThat(judge.calls()).isZero();
        assertThat(seen).isEmpty();
    }

    @Test
    void onTextWhenAuthServiceIsAwayThenClosedWith1013() {
        judge.failing(UnavailableReason.MISCONFIGURED);
        connect();
        client.text(TOKEN);
        runExecutor();

        assertThat(client.closes()).singleElement().asString().startsWith("1013 try again");
        assertThat(seen).isEmpty();
    }

    @Test
    void onTextWhenVerdictIsNoThenClosedAndWhatFollowedIsDropped() {
        connect();
        client.text(TOKEN);
        client.text("one");
        judge.last().invalid(RejectReason.REVOKED);
        runExecutor();

        assertThat(client.closes()).containsExactly("4401 the token was revoked");
        assertThat(seen).isEmpty();
    }

    @Test
    void onTextWhenTooMuchFollowsThenClosedWith1008() {
        connect();
        client.text(TOKEN);
        for (int i = 0; i < 5; i++) {
            client.text("message " + i);
        }
        judge.last().valid();
        runExecutor();

        assertThat(client.closes()).containsExactly("1008 too much was sent before the verdict");
        assertThat(seen).isEmpty();
    }

    @Test
    void onCloseWhenClientLeavesWhileAwaitedThenNothingWaits() {
        connect();
        client.gone();
        endpoint.onClose(session, LEFT);
        runExecutor();

        assertThat(scheduler.pending()).isZero();
        assertThat(seen).isEmpty();
        assertThat(client.closes()).isEmpty();
    }

    @Test
    void onCloseWhenClientLeavesDuringTheVerdictThenHostSeesNothing() {
        connect();
        client.text(TOKEN);
        client.gone();
        endpoint.onClose(session, LEFT);
        judge.last().valid();
        runExecutor();

        assertThat(seen).isEmpty();
        assertThat(client.closes()).isEmpty();
    }

    @Test
    void closeWhenAuthenticatorEndsWhileAwaitedThenClosedWith1013() {
        connect();
        authenticator.close();
        runExecutor();
        client.text(TOKEN);

        assertThat(client.closes()).singleElement().asString().startsWith("1013 try again");
        assertThat(seen).isEmpty();
    }

    @Test
    void closeWhenAuthenticatorEndsDuringTheVerdictThenClosedWith1013() {
        connect();
        client.text(TOKEN);
        authenticator.close();
        judge.last().valid();
        runExecutor();

        assertThat(client.closes()).singleElement().asString().startsWith("1013 try again");
        assertThat(seen).isEmpty();
    }

    @Test
    void beginWhenAwaitedThenSessionMayBeIdleForBothWaitsAndTextsAreBounded() {
        connect();
        Duration both = authenticator.deadline().multipliedBy(2).plusSeconds(1);
        assertThat(client.idleTimeoutMillis()).isEqualTo(both.toMillis());
        assertThat(client.textLimit()).isEqualTo(16_384);

        client.text(TOKEN);
        assertThat(client.textLimit()).isEqualTo(8_192);
        judge.last().valid();
        runExecutor();

        assertThat(client.idleTimeoutMillis()).isEqualTo(1_000);
    }
}
