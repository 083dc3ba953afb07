package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.session.GuardPolicy;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.testing.LoopbackTyrus;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.testing.TestClient;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guarded sessions on a real server, over real sockets; the clock is moved by hand. */
class GuardedSessionsOnTyrusTests {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final LogCapture log = LogCapture.start();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final ManualScheduler scheduler = new ManualScheduler();
    private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closeCodes = new LinkedBlockingQueue<>();
    private final ManualJudge judge = new ManualJudge().answering((token, deadline) -> judge(token));
    private WebSocketAuthenticator authenticator;
    private SessionGuard guard;
    private LoopbackTyrus tyrus;

    /** A token is its owner's name, a dash and whatever else. */
    private CompletableFuture<Verification> judge(BearerToken token) {
        if (token.reveal().startsWith("outage")) {
            return CompletableFuture.failedFuture(
                    new VerifierUnavailableException(UnavailableReason.MISCONFIGURED, "by rule"));
        }
        String owner = token.reveal().substring(0, token.reveal().indexOf('-'));
        return CompletableFuture.completedFuture(new Verification.Valid(Identity.builder(owner)
                .issuer("https://issuer.example")
                .sessionId("login-of-" + owner)
                .issuedAt(scheduler.time().now())
                .expiresAt(scheduler.time().now().plus(LIFE))
                .build()));
    }

    /** Echoes, and renews with what comes after "renew ". */
    private final class Chat extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> answer(session, text));
            sessions.add(session);
        }

        private void answer(Session session, String text) {
            if (!text.startsWith("renew ")) {
                session.getAsyncRemote()
                        .sendText("echo " + text + " to "
                                + Handclasp.identity(session).orElseThrow().subject());
                return;
            }
            SessionGate gate = Handclasp.gate(session).orElseThrow();
            gate.renew(BearerToken.of(text.substring(6)))
                    .thenAccept(renewal ->
                            session.getAsyncRemote().sendText(renewal.getClass().getSimpleName()));
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            closeCodes.add(reason.getCloseCode().getCode());
        }
    }

    /** Not to the second: the executor's thread tells it while the clock moves on. */
    private static String warningOf(Duration left) {
        return left.compareTo(Duration.ofMinutes(1)) <= 0 ? "expires within a minute" : "expires in " + left;
    }

    @BeforeEach
    void start() throws Exception {
        authenticator = WebSocketAuthenticator.builder()
                .verifier(judge)
                .revocations(Revocations.inMemory(100, Duration.ofHours(24), scheduler.time()))
                .execution(executor, scheduler)
                .timeSource(scheduler.time())
                .build();
        guard = SessionGuard.builder(authenticator)
                .policy(GuardPolicy.standard().withWarnBefore(Duration.ofMinutes(1)))
                .scheduler(scheduler)
                .build();
        HandshakeConfigurator configurator = new HandshakeConfigurator(
                authenticator,
                EnforcementSettings.standard()
                        .withSessionGuard(
                                guard,
                                (session, left) -> session.getBasicRemote().sendText(warningOf(left))));
        tyrus = LoopbackTyrus.start(configurator.guard(Chat::new, "/chat").build());
    }

    @AfterEach
    void stop() {
        guard.close();
        tyrus.close();
        authenticator.close();
        executor.shutdownNow();
        log.close();
        log.assertDoesNotContain("alice-token", "alice-fresh", "mallory-token", "outage-token");
    }

    private TestClient connect(String token) throws Exception {
        return TestClient.connectAsBrowser(http, tyrus.uri("/chat"), token);
    }

    private Session opened() throws InterruptedException {
        Session session = sessions.poll(10, TimeUnit.SECONDS);
        assertThat(session).isNotNull();
        return session;
    }

    @Test
    void sessionWhenTokenExpiresThenClientIsToldWhy() throws Exception {
        TestClient client = connect("alice-token");
        opened();
        client.send("hello");
        assertThat(client.hear()).isEqualTo("echo hello to alice");

        scheduler.advance(LIFE.minusSeconds(30));
        assertThat(client.hear()).isEqualTo("expires within a minute");
        scheduler.advance(Duration.ofSeconds(31));

        assertThat(client.awaitClose()).isEqualTo(new TestClient.Closed(4401, "the token expired"));
        assertThat(closeCodes.poll(10, TimeUnit.SECONDS)).isEqualTo(4401);
        assertThat(guard.size()).isZero();
    }

    @Test
    void silentSubscriberWhenTokenExpiresThenHearsNothingMore() throws Exception {
        TestClient client = connect("alice-token");
        Session session = opened();
        scheduler.time().advance(LIFE); // and no timer has run

        assertThat(session.isOpen()).isFalse();
        assertThat(session.getOpenSessions()).isEmpty();
        assertThatThrownBy(() -> session.getBasicRemote().sendText("secret"))
                .isInstanceOf(IOException.class)
                .hasMessage("the session's token has ended");
        assertThatThrownBy(() -> session.getAsyncRemote().sendText("secret").get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        session.getAsyncRemote().sendText("secret", result -> sent.complete(result.isOK()));
        assertThat(sent.get(10, TimeUnit.SECONDS)).isFalse();
        client.send("hello");
        scheduler.advance(Duration.ofSeconds(1));

        assertThat(client.awaitClose().code()).isEqualTo(4401);
        assertThat(client.heardNothing()).isTrue();
    }

    @Test
    void sessionWhenRenewedThenLivesOnAsTheSameConnection() throws Exception {
        TestClient client = connect("alice-token");
        Session session = opened();
        scheduler.advance(LIFE.dividedBy(2));

        client.send("renew alice-fresh");
        assertThat(client.hear()).isEqualTo("Renewed");
        scheduler.advance(LIFE.dividedBy(2).plusSeconds(10));
        client.send("hello");

        assertThat(client.hear()).isEqualTo("echo hello to alice");
        assertThat(Handclasp.identity(session).orElseThrow().expiresAt())
                .contains(ManualTimeSource.START.plus(LIFE.multipliedBy(3).dividedBy(2)));
        client.close();
        assertThat(closeCodes.poll(10, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(guard.size()).isZero();
    }

    @Test
    void sessionWhenRenewedAsSomebodyElseThenClosed() throws Exception {
        TestClient client = connect("alice-token");

        client.send("renew mallory-token");

        assertThat(client.awaitClose()).isEqualTo(new TestClient.Closed(4403, "the token is another subject's"));
    }

    @Test
    void sessionWhenRenewalMeetsAnOutageThenStaysOpen() throws Exception {
        TestClient client = connect("alice-token");

        client.send("renew outage-token");

        assertThat(client.hear()).isEqualTo("NotJudged");
        client.send("hello");
        assertThat(client.hear()).isEqualTo("echo hello to alice");
    }

    @Test
    void sessionWhenRevokedThenClosedAndNotLetInAgain() throws Exception {
        TestClient client = connect("alice-token");
        opened();

        guard.revoke(new Revocation.OfSession(Optional.of("https://issuer.example"), "login-of-alice"));

        assertThat(client.awaitClose()).isEqualTo(new TestClient.Closed(4401, "the token was revoked"));
        assertThat(connect("alice-token").awaitClose().code()).isEqualTo(4401);
        assertThat(sessions).isEmpty();
    }
}
