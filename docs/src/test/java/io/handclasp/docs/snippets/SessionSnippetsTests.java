package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.handclasp.core.Secret;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.feed.SecurityEventReply;
import io.handclasp.websocket.feed.SecurityEvents;
import io.handclasp.websocket.jakarta.EnforcementSettings;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationFeed;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.session.GuardPolicy;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.verifiers.StatementVerifier;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionSnippetsTests {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String ISSUER = "https://issuer.example";

    private final TokenVerifier verifier = (token, deadline) -> CompletableFuture.completedFuture(
            new Verification.Valid(Identity.builder("alice").build()));

    private WebSocketAuthenticator authenticator() {
        // tag::revocable[]
        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .revocations(Revocations.inMemory())
                .build();
        // end::revocable[]
        return authenticator;
    }

    private static ServerEndpointConfig guarded(WebSocketAuthenticator authenticator, SessionGuard guard) {
        // tag::guard-sessions[]
        EnforcementSettings settings = EnforcementSettings.standard()
                .withSessionGuard(
                        guard,
                        (session, left) ->
                                session.getBasicRemote().sendText("token expires in " + left.toSeconds() + " s"));
        ServerEndpointConfig config = new HandshakeConfigurator(authenticator, settings)
                .guard(GuardedChat.class, "/chat")
                .build();
        // end::guard-sessions[]
        return config;
    }

    private static SessionGuard guard(WebSocketAuthenticator authenticator, RevocationFeed providersFeed) {
        // tag::build-guard[]
        SessionGuard guard = SessionGuard.builder(authenticator)
                .policy(GuardPolicy.standard().withWarnBefore(Duration.ofMinutes(1)))
                .feed(providersFeed)
                .build();
        // end::build-guard[]
        return guard;
    }

    private static SessionGate anyServer(
            SessionGuard guard, AuthOutcome.Authenticated admitted, List<Integer> connection) {
        // tag::any-session[]
        SessionGate gate = guard.guard(admitted, (code, reason) -> connection.add(code));
        gate.admit(() -> connection.add(0)); // before each message, in either direction
        gate.ended(); // when the connection is closed
        // end::any-session[]
        return gate;
    }

    private static void logOut(SessionGuard guard, Instant passwordChangedAt) {
        // tag::revoke[]
        guard.revoke(new Revocation.OfSession(Optional.of("https://issuer.example"), "login-4711"));
        guard.revoke(new Revocation.OfSubject(Optional.of("https://issuer.example"), "alice", passwordChangedAt));
        guard.closeWhere(identity -> identity.tenant().equals(Optional.of("closed-down")));
        // end::revoke[]
    }

    @Test
    void feedWhenProviderLogsOutThenSessionEnds() throws Exception {
        StatementVerifier statements = TokenVerifiers.sharedSecret(Secret.of(SECRET), "HS256")
                .issuer(ISSUER)
                .audiences("chat")
                .buildForStatements();
        try (WebSocketAuthenticator authenticator = authenticator()) {
            // tag::feed[]
            SecurityEvents providersFeed = SecurityEvents.builder(statements, authenticator.execution())
                    .build();
            // end::feed[]
            try (SessionGuard guard = guard(authenticator, providersFeed)) {
                assertThat(guarded(authenticator, guard).getPath()).isEqualTo("/chat");
                CompletableFuture<Integer> closed = new CompletableFuture<>();
                SessionGate gate = guard.guard(admitted("s1"), (code, reason) -> closed.complete(code));
                String logoutToken = logoutToken("s1");

                // tag::receive[]
                SecurityEventReply reply = providersFeed
                        .receiveLogoutToken(logoutToken) // the form parameter of the POST
                        .toCompletableFuture()
                        .get(5, TimeUnit.SECONDS);
                int status = reply.httpStatus();
                // end::receive[]

                assertThat(status).isEqualTo(200);
                assertThat(gate.isOpen()).isFalse();
                assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(4401);
            }
        }
    }

    private static String logoutToken(String session) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("logout+jwt"))
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience("chat")
                        .issueTime(Date.from(TimeSource.system().now()))
                        .jwtID("one")
                        .claim("sid", session)
                        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                        .build());
        token.sign(new MACSigner(SECRET));
        return token.serialize();
    }

    private static AuthOutcome.Authenticated admitted(String session) {
        return new AuthOutcome.Authenticated(
                Identity.builder("alice").issuer(ISSUER).sessionId(session).build(),
                new Evidence(Evidence.Source.FRESH, 1, Duration.ZERO));
    }

    @Test
    void guardWhenOnAnyServerThenGateAndRevocationsHold() {
        try (WebSocketAuthenticator authenticator = authenticator();
                SessionGuard guard = SessionGuard.builder(authenticator).build()) {
            List<Integer> connection = new ArrayList<>();
            assertThat(anyServer(guard, admitted("s1"), connection).isOpen()).isFalse();
            assertThat(connection).containsExactly(0);
            SessionGate open = guard.guard(admitted("login-4711"), (code, reason) -> {});
            assertThat(open.isOpen()).isTrue();

            logOut(guard, TimeSource.system().now());

            assertThat(open.isOpen()).isFalse();
        }
    }
}
