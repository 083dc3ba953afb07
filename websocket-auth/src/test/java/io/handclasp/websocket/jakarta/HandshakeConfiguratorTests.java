package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.testing.LoopbackTyrus;
import io.handclasp.websocket.testing.TestClient;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Verdicts that are there at once, and what cannot be guarded. */
class HandshakeConfiguratorTests extends GuardedTyrus {
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
                    .verifier((token, deadline) -> CompletableFuture.completedFuture(HeldJudge.valid("anybody")))
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
