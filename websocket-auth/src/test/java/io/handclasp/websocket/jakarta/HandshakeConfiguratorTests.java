package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.AdmissionPolicy;
import io.handclasp.websocket.resilience.BreakerPolicy;
import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.resilience.DegradedPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.testing.LoopbackTyrus;
import io.handclasp.websocket.testing.TestClient;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The deferred mode on a real Tyrus server, with its default four threads, over real sockets. */
class HandshakeConfiguratorTests {
    private final HttpClient http = HttpClient.newHttpClient();
    private final HeldJudge judge = new HeldJudge();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private LogCapture log;
    private WebSocketAuthenticator authenticator;
    private LoopbackTyrus tyrus;

    @BeforeEach
    void start() throws Exception {
        log = LogCapture.start();
        authenticator = authenticator(Duration.ofSeconds(30));
        HandshakeConfigurator guard = new HandshakeConfigurator(authenticator, new HoldLimits(8, 4_096));
        tyrus = LoopbackTyrus.start(
                guard.guard(() -> new EchoEndpoint(events), "/echo").build());
    }

    /** One attempt, so that a slow machine does not ask the judge again while the test still holds the first question. */
    private WebSocketAuthenticator authenticator(Duration deadline) {
        return WebSocketAuthenticator.builder()
                .verifier(judge)
                .resilience(new ResiliencePolicy(
                        deadline,
                        CachePolicy.none(),
                        new AdmissionPolicy(200, 200, 1_000),
                        RetryPolicy.standard().withMaxAttempts(1).withAttemptTimeout(deadline),
                        BreakerPolicy.standard(),
                        Optional.empty(),
                        DegradedPolicy.failClosed(),
                        Duration.ofSeconds(1)))
                .build();
    }

    @AfterEach
    void stop() {
        tyrus.close();
        authenticator.close();
        log.close();
        log.assertDoesNotContain("good-token", "bad-token", "slow-token", "unjudged-token");
    }

    /** Judges by the token's text: good, bad, unjudged at once; slow ones when the test says so. */
    private static final class HeldJudge implements TokenVerifier {
        private final BlockingQueue<CompletableFuture<Verification>> held = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
            String text = token.reveal();
            if (text.startsWith("good")) {
                return CompletableFuture.completedFuture(valid(text));
            }
            if (text.startsWith("bad")) {
                return CompletableFuture.completedFuture(new Verification.Invalid(RejectReason.EXPIRED));
            }
            if (text.startsWith("unjudged")) {
                return CompletableFuture.failedFuture(
                        new VerifierUnavailableException(UnavailableReason.MISCONFIGURED, "down"));
            }
            CompletableFuture<Verification> call = new CompletableFuture<>();
            held.add(call);
            return call;
        }

        CompletableFuture<Verification> nextHeld() throws InterruptedException {
            CompletableFuture<Verification> call = held.poll(10, TimeUnit.SECONDS);
            assertThat(call).as("a held call").isNotNull();
            return call;
        }
    }

    private static Verification valid(String subject) {
        return new Verification.Valid(
                Identity.builder("user of " + subject.length()).build());
    }

    /** Echoes, and records what a host sees. */
    public static final class EchoEndpoint extends Endpoint {
        private final Queue<String> events;

        /** For containers that make it themselves. */
        public EchoEndpoint() {
            this(new ConcurrentLinkedQueue<>());
        }

        EchoEndpoint(Queue<String> events) {
            this.events = events;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            events.add(
                    "open " + Handclasp.identity(session).map(Identity::subject).orElse("nobody") + " as "
                            + session.getUserPrincipal().getName());
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {
                events.add("text " + text);
                if (text.equals("fail")) {
                    throw new IllegalStateException("host bug");
                }
                session.getAsyncRemote()
                        .sendText("echo " + text + " to "
                                + session.getOpenSessions().size());
            });
            session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>)
                    bytes -> session.getAsyncRemote().sendText("bytes " + StandardCharsets.UTF_8.decode(bytes)));
            session.getAsyncRemote().sendText("welcome");
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            events.add("close " + reason.getCloseCode().getCode());
        }

        @Override
        public void onError(Session session, Throwable failure) {
            events.add("error " + failure.getMessage());
        }
    }

    private String nextEvent() throws InterruptedException {
        return events.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void connectWhenTokenIsGoodThenAdmittedAtOnce() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "good-token");

        assertThat(client.hear()).isEqualTo("welcome");
        client.send("hi");
        assertThat(client.hear()).isEqualTo("echo hi to 1");
        client.send(ByteBuffer.wrap("raw".getBytes(StandardCharsets.UTF_8)));
        assertThat(client.hear()).isEqualTo("bytes raw");
        client.close();

        assertThat(nextEvent()).isEqualTo("open user of 10 as user of 10");
        assertThat(nextEvent()).isEqualTo("text hi");
        assertThat(nextEvent()).isEqualTo("close 1000");
    }

    @Test
    void guardWhenGivenAClassThenTheContainerMakesTheEndpoint() throws Exception {
        try (LoopbackTyrus other = LoopbackTyrus.start(new HandshakeConfigurator(authenticator)
                .guard(EchoEndpoint.class, "/made")
                .build())) {
            TestClient client = TestClient.connect(http, other.uri("/made"), "good-token");

            assertThat(client.hear()).isEqualTo("welcome");
        }
    }

    @Test
    void connectWhenBrowserOffersThePairThenBearerIsAnsweredAndNeverTheToken() throws Exception {
        TestClient client = TestClient.connectAsBrowser(http, tyrus.uri("/echo"), "good-token");

        assertThat(client.subprotocol()).isEqualTo("bearer");
        assertThat(client.hear()).isEqualTo("welcome");
    }

    @Test
    void connectWhenTokenIsBadThenClosedWith4401AndHostSeesNothing() throws Exception {
        TestClient client = TestClient.connectAsBrowser(http, tyrus.uri("/echo"), "bad-token");

        assertThat(client.awaitClose()).isEqualTo(new TestClient.Closed(4401, "the token expired"));
        assertThat(events).isEmpty();
    }

    @Test
    void connectWhenTokenIsMissingThenClosedWith4401() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "");

        assertThat(client.awaitClose()).isEqualTo(new TestClient.Closed(4401, "no token was sent"));
    }

    @Test
    void connectWhenAuthServiceIsAwayThenClosedWith1013() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "unjudged-token");

        TestClient.Closed closed = client.awaitClose();
        assertThat(closed.code()).isEqualTo(1013);
        assertThat(closed.reason()).startsWith("try again in ");
    }

    @Test
    void connectWhenVerdictIsSlowThenMessagesAreHeldAndReplayedInOrderAfterOnOpen() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "slow-token");
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send("one");
        client.send("two");
        client.send(ByteBuffer.wrap("three".getBytes(StandardCharsets.UTF_8)));
        assertThat(client.heardNothing()).isTrue();
        assertThat(events).isEmpty();

        verdict.complete(valid("slow"));

        assertThat(client.hear()).isEqualTo("welcome");
        assertThat(client.hear()).isEqualTo("echo one to 1");
        assertThat(client.hear()).isEqualTo("echo two to 1");
        assertThat(client.hear()).isEqualTo("bytes three");
        client.send("four");
        assertThat(client.hear()).isEqualTo("echo four to 1");
        assertThat(nextEvent()).startsWith("open");
    }

    @Test
    void connectWhenSixtyFourVerdictsAreSlowThenAnotherHandshakeAndAnOpenSessionAreServed() throws Exception {
        TestClient open = TestClient.connect(http, tyrus.uri("/echo"), "good-token");
        assertThat(open.hear()).isEqualTo("welcome");
        List<TestClient> waiting = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            waiting.add(TestClient.connect(http, tyrus.uri("/echo"), "slow-token"));
        }

        TestClient another = TestClient.connect(http, tyrus.uri("/echo"), "good-token");
        assertThat(another.hear()).isEqualTo("welcome");
        open.send("still here");
        // Those that wait for their verdict are no open sessions to the host: it cannot broadcast to them.
        assertThat(open.hear()).isEqualTo("echo still here to 2");

        for (int i = 0; i < waiting.size(); i++) {
            judge.nextHeld().complete(valid("slow"));
        }
        for (TestClient client : waiting) {
            assertThat(client.hear()).isEqualTo("welcome");
        }
    }

    @Test
    void connectWhenVerdictIsNoThenHeldMessagesAreDroppedAndClosedWith4401() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "slow-token");
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send("one");

        verdict.complete(new Verification.Invalid(RejectReason.BAD_SIGNATURE));

        assertThat(client.awaitClose()).isEqualTo(new TestClient.Closed(4401, "the signature is wrong"));
        assertThat(client.heardNothing()).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void connectWhenTooMuchIsSentBeforeTheVerdictThenClosedWith1008() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "slow-token");
        CompletableFuture<Verification> verdict = judge.nextHeld();
        for (int i = 0; i < 9; i++) {
            client.send("message " + i);
        }

        assertThat(client.awaitClose()).isEqualTo(new TestClient.Closed(1008, "too much was sent before the verdict"));
        verdict.complete(valid("slow"));
        assertThat(events).isEmpty();
    }

    @Test
    void connectWhenClientLeavesBeforeTheVerdictThenHostSeesNothing() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "slow-token");
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send("one");
        client.close();
        assertThat(client.awaitClose().code()).isEqualTo(1000);

        verdict.complete(valid("slow"));

        TestClient next = TestClient.connect(http, tyrus.uri("/echo"), "good-token");
        assertThat(next.hear()).isEqualTo("welcome");
        assertThat(nextEvent()).isEqualTo("open user of 10 as user of 10");
        assertThat(events).isEmpty();
    }

    @Test
    void connectWhenVerdictNeverComesThenClosedWith1013ByTheDeadline() throws Exception {
        try (WebSocketAuthenticator impatient = authenticator(Duration.ofMillis(300));
                LoopbackTyrus other = LoopbackTyrus.start(new HandshakeConfigurator(impatient)
                        .guard(() -> new EchoEndpoint(events), "/echo")
                        .build())) {
            TestClient client = TestClient.connect(http, other.uri("/echo"), "slow-token");

            assertThat(client.awaitClose().code()).isEqualTo(1013);
        }
        assertThat(events).isEmpty();
    }

    @Test
    void connectWhenAuthenticatorIsClosedMeanwhileThenClosedWith1013() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "slow-token");
        judge.nextHeld();

        authenticator.close();

        assertThat(client.awaitClose().code()).isEqualTo(1013);
    }

    @Test
    void replayWhenHostsHandlerFailsThenItsOnErrorIsToldAndTheNextMessageIsDelivered() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "slow-token");
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send("fail");
        client.send("next");

        verdict.complete(valid("slow"));

        assertThat(client.hear()).isEqualTo("welcome");
        assertThat(client.hear()).isEqualTo("echo next to 1");
        assertThat(events).contains("error host bug");
    }

    @Test
    void connectWhenEndpointIsDeployedByItsOwnClassThenHandshakeFails() throws Exception {
        try (LoopbackTyrus other =
                LoopbackTyrus.start(ServerEndpointConfig.Builder.create(EchoEndpoint.class, "/unguarded")
                        .configurator(new HandshakeConfigurator(authenticator))
                        .build())) {
            assertThat(catchThrowable(() -> TestClient.connect(http, other.uri("/unguarded"), "good-token")))
                    .isNotNull();
        }
        assertThat(events).isEmpty();
    }

    /** Cannot be guarded by a configurator. */
    @ServerEndpoint(value = "/annotated", configurator = ForAnnotated.class)
    public static final class Annotated {
        /** Never reached. */
        @OnMessage
        public String onMessage(String text) {
            return "reached with " + text;
        }
    }

    /** What a host would write for an annotated endpoint. */
    public static final class ForAnnotated extends HandshakeConfigurator {
        /** Containers want a constructor without arguments. */
        public ForAnnotated() {
            super(WebSocketAuthenticator.builder()
                    .verifier((token, deadline) -> CompletableFuture.completedFuture(valid("anybody")))
                    .execution(Runnable::run, new ManualScheduler())
                    .build());
        }
    }

    @Test
    void connectWhenEndpointIsAnnotatedThenHandshakeFails() throws Exception {
        try (LoopbackTyrus other = LoopbackTyrus.start(Annotated.class)) {
            assertThat(catchThrowable(() -> TestClient.connect(http, other.uri("/annotated"), "good-token")))
                    .isNotNull();
        }
        assertThat(events).isEmpty();
    }

    @Test
    void connectWhenRefusedWithStatusThenOneIsSentToOtherClientsThanPages() throws Exception {
        try (LoopbackTyrus other = LoopbackTyrus.start(
                new HandshakeConfigurator(authenticator, HoldLimits.standard(), RefusalAnswer.HTTP_STATUS)
                        .guard(() -> new EchoEndpoint(events), "/echo")
                        .build())) {
            Throwable refused = catchThrowable(() -> TestClient.connect(http, other.uri("/echo"), "bad-token"));
            assertThat(refused).hasCauseInstanceOf(WebSocketHandshakeException.class);
            HttpResponse<?> response = ((WebSocketHandshakeException) refused.getCause()).getResponse();
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("invalid_token");
            assertThat(response.headers().map())
                    .doesNotContainKeys("Upgrade", "Sec-WebSocket-Accept", "Sec-WebSocket-Protocol");

            TestClient late = TestClient.connect(http, other.uri("/echo"), "slow-token");
            judge.nextHeld().complete(new Verification.Invalid(RejectReason.REVOKED));
            assertThat(late.awaitClose()).isEqualTo(new TestClient.Closed(4401, "the token was revoked"));
        }
        assertThat(events).isEmpty();
    }
}
