package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.Identity;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the host's endpoint hears of a session, and what not: each message as it was sent, failures, the end. */
class AdmittedMessagesTests {
    private static final String TOKEN = "Zq8-messages_4711";
    private static final CloseReason LEFT = new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "");
    private static final int MOST_BYTES = 1_000;

    private final LogCapture log = LogCapture.start();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final ManualJudge judge = new ManualJudge();
    private final List<String> seen = new ArrayList<>();
    private final FakeSession client = new FakeSession();
    private final Session session = client.session();
    private final ServerEndpointConfig config =
            ServerEndpointConfig.Builder.create(GuardedEndpoint.class, "/chat").build();
    private int asked;
    private int revokedFrom = Integer.MAX_VALUE;
    private final WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
            .verifier(judge)
            .revocations(new LateStore())
            .execution(executor::add, scheduler)
            .timeSource(scheduler.time())
            .build();
    private final GuardedEndpoint endpoint = new GuardedEndpoint(
            new Host(), authenticator, EnforcementSettings.standard().withLimits(new HoldLimits(4, MOST_BYTES)));

    /** Knows of the revocation from a given question on. */
    private final class LateStore implements RevocationStore {
        @Override
        public boolean isRevoked(Identity identity) {
            return ++asked >= revokedFrom;
        }

        @Override
        public boolean complete() {
            return true;
        }
    }

    private final class Host extends Endpoint {
        @Override
        public void onOpen(Session opened, EndpointConfig itsConfig) {
            seen.add("open");
            opened.addMessageHandler(
                    String.class, (MessageHandler.Whole<String>) text -> seen.add("text of " + text.length()));
            opened.addMessageHandler(
                    ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) bytes -> seen.add("binary " + bytes.get()));
            opened.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>)
                    pong -> seen.add("pong " + pong.getApplicationData().get()));
        }

        @Override
        public void onClose(Session closed, CloseReason reason) {
            seen.add("closed");
            throw new IllegalStateException("a bug in onClose");
        }

        @Override
        public void onError(Session failed, Throwable failure) {
            seen.add("error " + failure.getMessage());
        }
    }

    private void connect() {
        connect(session, TOKEN);
    }

    private void connect(Session session, String token) {
        HandshakeRequest handshake = HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build();
        new PendingAdmission(authenticator.authenticateAsync(handshake).toCompletableFuture()).leaveIn(config);
        endpoint.onOpen(session, config);
    }

    private void admit() {
        judge.last().valid();
        runExecutor();
    }

    private void runExecutor() {
        for (Runnable next = executor.poll(); next != null; next = executor.poll()) {
            next.run();
        }
    }

    @AfterEach
    void stop() {
        authenticator.close();
        log.close();
        log.assertDoesNotContain(TOKEN);
    }

    @Test
    void heldMessagesWhenContainerUsesItsBuffersAgainThenHostGetsWhatWasSent() {
        connect();
        byte[] buffer = {1};
        client.binary(buffer);
        buffer[0] = 2;
        client.pong(buffer);
        buffer[0] = 3;
        admit();

        assertThat(seen).containsExactly("open", "binary 1", "pong 2");
    }

    @Test
    void messagesWhenAdmittedThenDeliveredAsTheyCome() {
        connect();
        admit();
        client.pong((byte) 4);
        client.binary((byte) 5);
        client.text("six");

        assertThat(seen).containsExactly("open", "pong 4", "binary 5", "text of 3");
    }

    @Test
    void heldTextWhenItTakesAllThatMayBeHeldThenDelivered() {
        connect();
        client.text("x".repeat(MOST_BYTES / 2));
        admit();

        assertThat(seen).containsExactly("open", "text of 500");
    }

    @Test
    void heldTextWhenItTakesMoreThenClosed() {
        connect();
        client.text("x".repeat(MOST_BYTES / 2 + 1));
        admit();

        assertThat(seen).isEmpty();
        assertThat(client.closes()).containsExactly("1008 too much was sent before the verdict");
    }

    @Test
    void onErrorWhenAdmittedThenHostIsTold() {
        connect();
        endpoint.onError(session, new IllegalStateException("before its time"));
        admit();
        endpoint.onError(session, new IllegalStateException("broken pipe"));

        assertThat(seen).containsExactly("open", "error broken pipe");
    }

    @Test
    void onCloseWhenHostFailsThenItIsToldOfItsOwnFailure() {
        connect();
        admit();
        endpoint.onClose(session, LEFT);

        assertThat(seen).containsExactly("open", "closed", "error a bug in onClose");
    }

    @Test
    void onCloseWhenThereIsNoVerdictThenTheLogSaysWhere() {
        connect();
        endpoint.onClose(session, LEFT);
        admit();

        assertThat(log.messages()).contains("DEBUG a client left before its verdict; endpoint path /chat");
        assertThat(seen).isEmpty();
    }

    @Test
    void onCloseWhenAdmittedThenTheLogDoesNotSayThatItWasNot() {
        connect();
        admit();
        endpoint.onClose(session, LEFT);

        assertThat(log.messages()).noneMatch(message -> message.contains("before its verdict"));
    }

    @Test
    void onOpenWhenNobodyJudgedThenClosedWith1011() {
        endpoint.onOpen(session, config);
        client.text("one");

        assertThat(client.closes()).containsExactly("1011 the handshake was not judged");
        assertThat(seen).isEmpty();
    }

    @Test
    void decideWhenRevokedSinceTheVerdictThenNobodyTakesTheSessionForAdmitted() {
        connect(new FakeSession().session(), TOKEN + "-first");
        admit();
        revokedFrom = asked * 2; // the last question of the next one
        seen.clear();
        connect();
        admit();

        assertThat(client.closes()).containsExactly("4401 the token was revoked");
        assertThat(Handclasp.identity(session)).isEmpty();
        assertThat(seen).isEmpty();
    }

    @Test
    void idleTimeoutWhenIdleSessionsLiveForEverThenLeftAlone() {
        client.neverIdle();
        connect();
        admit();

        assertThat(seen).containsExactly("open");
        assertThat(client.idleTimeoutChanges()).isZero();
    }

    @Test
    void pendingWhenClaimedThenNobodyElseGetsIt() {
        connect();
        FakeSession other = new FakeSession();
        Object left = config.getUserProperties().get("io.handclasp.websocket.pending");
        assertThat(left).as("taken out").isNull();
        PendingAdmission pending = new PendingAdmission(
                authenticator.authenticateAsync(HandshakeRequest.builder().build()));
        pending.leaveIn(config);
        assertThat(PendingAdmission.take(other.session(), config)).containsSame(pending);
        pending.leaveIn(config);

        assertThat(PendingAdmission.take(other.session(), config)).isEmpty();
    }
}
