package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.testing.FakeTransport;
import io.handclasp.websocket.testing.LoopbackTyrus;
import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.RejectReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What refuses a handshake before its token is looked at: its origin and its size. */
class HandshakeGuardTests {
    private static final OriginPolicy POLICY = OriginPolicy.exactly("https://app.example");

    private final ManualScheduler scheduler = new ManualScheduler();
    private final ScriptedVerifier judge = new ScriptedVerifier();

    private WebSocketAuthenticatorBuilder authenticator() {
        return WebSocketAuthenticator.builder()
                .verifier(judge)
                .execution(Runnable::run, scheduler)
                .timeSource(scheduler.time());
    }

    private static HandshakeRequest.Builder withToken() {
        return HandshakeRequest.builder().header("Authorization", "Bearer opaque-4711");
    }

    @Test
    void authenticateWhenOriginIsForeignThenForbiddenWithoutACall() {
        WebSocketAuthenticator authenticator =
                authenticator().originPolicy(POLICY).build();

        AuthOutcome outcome = authenticator.authenticate(
                withToken().header("Origin", "https://evil.example").build());

        assertThat(outcome).isEqualTo(new AuthOutcome.Rejected(RejectReason.FORBIDDEN_ORIGIN));
        assertThat(judge.calls()).isZero();
    }

    @Test
    void authenticateWhenOriginIsForeignAndTheRestIsNonsenseThenStillForbidden() {
        WebSocketAuthenticator authenticator =
                authenticator().originPolicy(POLICY).build();

        assertThat(authenticator.authenticate(HandshakeRequest.builder()
                        .header("Origin", "null")
                        .header("Authorization", "Bearer a b")
                        .build()))
                .isEqualTo(new AuthOutcome.Rejected(RejectReason.FORBIDDEN_ORIGIN));
    }

    @Test
    void authenticateWhenOriginIsAllowedOrAbsentThenTheTokenIsJudged() {
        judge.thenValid();
        judge.thenValid();
        WebSocketAuthenticator authenticator =
                authenticator().originPolicy(POLICY).build();

        assertThat(authenticator.authenticate(
                        withToken().header("Origin", "https://app.example").build()))
                .isInstanceOf(AuthOutcome.Authenticated.class);
        assertThat(authenticator.authenticate(withToken().build())).isInstanceOf(AuthOutcome.Authenticated.class);
    }

    @Test
    void authenticateWhenNoPolicyIsSetThenAnyOriginPassesButNotWithACookie() {
        judge.thenValid();
        WebSocketAuthenticator authenticator = authenticator()
                .extractor(TokenExtractors.allOf(TokenExtractors.standard(), TokenExtractors.cookie("session", POLICY)))
                .build();
        HandshakeRequest.Builder foreign = withToken().header("Origin", "https://evil.example");

        assertThat(authenticator.authenticate(foreign.build())).isInstanceOf(AuthOutcome.Authenticated.class);
        assertThat(authenticator.authenticate(
                        foreign.header("Cookie", "session=opaque-4711").build()))
                .isEqualTo(new AuthOutcome.Rejected(RejectReason.FORBIDDEN_ORIGIN));
        assertThat(judge.calls()).isOne();
    }

    @Test
    void authenticateWhenHandshakeExceedsTheLimitsThenMalformedEvenForAHostsOwnExtractor() {
        WebSocketAuthenticator authenticator = authenticator()
                .limits(HandshakeLimits.standard().withMaxCookies(1))
                .extractor(request -> {
                    throw new IllegalStateException("asked");
                })
                .build();

        assertThat(authenticator.authenticate(
                        withToken().header("Cookie", "a=1; b=2").build()))
                .isEqualTo(new AuthOutcome.Rejected(RejectReason.MALFORMED_REQUEST));
    }

    @Test
    void authenticateWhenNoLimitsAreSetThenTheHandshakesOwnCount() {
        judge.thenValid();
        HandshakeRequest.Builder twoCookies = withToken().header("Cookie", "a=1; b=2");
        WebSocketAuthenticator authenticator = authenticator()
                .extractor(request -> TokenExtractors.standard().extract(request))
                .build();

        assertThat(authenticator.authenticate(twoCookies.build())).isInstanceOf(AuthOutcome.Authenticated.class);
        assertThat(authenticator.authenticate(twoCookies
                        .limits(HandshakeLimits.standard().withMaxCookies(1))
                        .build()))
                .isEqualTo(new AuthOutcome.Rejected(RejectReason.MALFORMED_REQUEST));
    }

    @Test
    void authenticateWhenLimitsAreWiderThanTheHandshakesOwnThenTheyCount() {
        judge.thenValid();
        WebSocketAuthenticator authenticator = authenticator()
                .limits(HandshakeLimits.standard().withMaxSubprotocols(40))
                .build();

        assertThat(authenticator.authenticate(withToken()
                        .header("Sec-WebSocket-Protocol", "chat" + ",v2.chat".repeat(39))
                        .build()))
                .isInstanceOf(AuthOutcome.Authenticated.class);
    }

    @Test
    void rehearsalWhenOriginIsForeignThenForbiddenToo() {
        try (WebSocketAuthenticator original = WebSocketAuthenticator.builder()
                        .verifier(TokenVerifiers.introspection(URI.create("https://auth.example/introspect"))
                                .clientSecretBasic("chat", Secret.of("hush-hush"))
                                .transport(new FakeTransport())
                                .build())
                        .execution(Runnable::run, scheduler)
                        .timeSource(scheduler.time())
                        .originPolicy(POLICY)
                        .build();
                WebSocketAuthenticator rehearsal = original.rehearsal(transport -> transport)) {
            assertThat(rehearsal.authenticate(
                            withToken().header("Origin", "https://evil.example").build()))
                    .isEqualTo(new AuthOutcome.Rejected(RejectReason.FORBIDDEN_ORIGIN));
        }
    }

    /** Opens for nobody in this test. */
    public static final class Unreached extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            throw new AssertionError("a foreign page was let in");
        }
    }

    @Test
    void connectWhenAForeignPageSendsTheCookieThenClosedWith4403OnARealServer() throws Exception {
        try (LogCapture log = LogCapture.start();
                WebSocketAuthenticator authenticator = authenticator()
                        .extractor(TokenExtractors.cookie("session", POLICY))
                        .build();
                LoopbackTyrus tyrus = LoopbackTyrus.start(new HandshakeConfigurator(authenticator)
                        .guard(Unreached.class, "/chat")
                        .build())) {
            CompletableFuture<String> closed = new CompletableFuture<>();
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Origin", "https://evil.example")
                    .header("Cookie", "session=opaque-4711")
                    .buildAsync(tyrus.uri("/chat"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                            closed.complete(code + " " + reason);
                            return null;
                        }
                    })
                    .get(10, TimeUnit.SECONDS);

            assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo("4403 the origin is not allowed");
            assertThat(judge.calls()).isZero();
            log.assertDoesNotContain("opaque-4711");
        }
    }
}
