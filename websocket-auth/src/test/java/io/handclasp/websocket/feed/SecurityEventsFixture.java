package io.handclasp.websocket.feed;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verifiers.StatementVerifier;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A receiver of statements that are signed with the tests' own keys; time is moved by hand. */
final class SecurityEventsFixture {
    static final String ISSUER = TestTokens.ISSUER;

    final ManualScheduler scheduler = new ManualScheduler();
    final ManualTimeSource time = scheduler.time();
    final Execution execution = Execution.of(Runnable::run, scheduler, time);

    StatementVerifier verifier() {
        return verifier((sent, until) -> CompletableFuture.completedFuture(
                new TransportResponse(200, Map.of(), TestTokens.jwks(TestTokens.EC))));
    }

    StatementVerifier verifier(VerifierTransport transport) {
        return TokenVerifiers.jwks(URI.create("https://issuer.example/jwks"))
                .transport(transport)
                .issuer(ISSUER)
                .audiences(TestTokens.AUDIENCE)
                .timeSource(time)
                .buildForStatements();
    }

    SecurityEvents.Builder builder() {
        return SecurityEvents.builder(verifier(), execution);
    }

    /** A good statement without events. */
    TestTokens.Builder statement(String type, String jti) {
        return TestTokens.signedBy(TestTokens.EC)
                .header("typ", type)
                .withoutClaim("exp")
                .withoutClaim("sub")
                .claim("iat", time.now())
                .claim("jti", jti);
    }

    /** A good logout token, but for whom it is about. */
    TestTokens.Builder logout(String jti) {
        return statement("logout+jwt", jti).claim("events", Map.of(EventReader.LOGOUT, Map.of()));
    }

    /** A good security event token. */
    TestTokens.Builder sessionRevoked(String jti, Map<String, Object> subject) {
        return statement("secevent+jwt", jti)
                .claim("events", Map.of(EventReader.SESSION_REVOKED, Map.of()))
                .claim("sub_id", subject);
    }
}
