package io.handclasp.validator.drill;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.validator.golden.Login;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.BreakerPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.TokenVerifier;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer whose tokens an introspection endpoint or its key set judges, in memory. */
final class AuthFixture {
    static final ECKey KEY = key();
    static final Duration PATIENT = Duration.ofSeconds(5);
    static final Duration IMPATIENT = Duration.ofSeconds(1);

    private static final String ISSUER = "https://issuer.example";
    private static final Map<String, List<String>> JSON = Map.of("Content-Type", List.of("application/json"));

    final AtomicInteger calls = new AtomicInteger();

    /** Patient with a busy machine. */
    static ResiliencePolicy policy() {
        return ResiliencePolicy.standard()
                .withDeadline(PATIENT)
                .withRetry(RetryPolicy.standard().withBackoff(Duration.ofMillis(1), Duration.ofMillis(5)))
                .withBreaker(new BreakerPolicy(
                        0.5, Duration.ofSeconds(5), 1_000, Duration.ofSeconds(1), Duration.ofMillis(10), 10));
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("today").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The verifier that a host asks about each token. */
    TokenVerifier introspection() {
        return introspectionOf("token=good-");
    }

    /** One that knows the tokens whose beginning is this; what a drill tampers with ends in a row of one letter. */
    TokenVerifier introspectionOf(String known) {
        VerifierTransport endpoint = (request, deadline) -> {
            calls.incrementAndGet();
            boolean good = request.body().contains(known) && !request.body().contains("AAAAAAAAAAA");
            long exp = TimeSource.system().now().plusSeconds(600).getEpochSecond();
            return CompletableFuture.completedFuture(new TransportResponse(
                    200, JSON, good ? "{\"active\":true,\"sub\":\"ana\",\"exp\":" + exp + "}" : "{\"active\":false}"));
        };
        return TokenVerifiers.introspection(URI.create("https://auth.example/introspect"))
                .clientSecretBasic("chat", Secret.of("hush-hush"))
                .transport(endpoint)
                .build();
    }

    /** The verifier that judges with keys at hand. */
    TokenVerifier keySet() {
        VerifierTransport endpoint = (request, deadline) -> {
            calls.incrementAndGet();
            return CompletableFuture.completedFuture(new TransportResponse(
                    200, JSON, "{\"keys\":[" + KEY.toPublicJWK().toJSONString() + "]}"));
        };
        return TokenVerifiers.jwks(URI.create(ISSUER + "/keys"))
                .issuer(ISSUER)
                .audiences("chat")
                .algorithms("ES256")
                .refreshInterval(Duration.ofSeconds(1))
                .failureInterval(Duration.ofMillis(10))
                .transport(endpoint)
                .executor(Runnable::run)
                .build();
    }

    static WebSocketAuthenticator host(TokenVerifier verifier, ResiliencePolicy policy) {
        return WebSocketAuthenticator.builder()
                .verifier(verifier)
                .resilience(policy)
                .build();
    }

    static Login opaque() {
        AtomicInteger count = new AtomicInteger();
        return (user, deadline) -> Secret.of("good-token-of-user-" + count.incrementAndGet() + "-0123456789abcdef");
    }

    static Login signed(String keyId) {
        return (user, deadline) -> signed(user, keyId, deadline);
    }

    private static Secret signed(int user, String keyId, Deadline deadline) throws JOSEException {
        Date exp = Date.from(deadline.timeSource().now().plusSeconds(600));
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256);
        SignedJWT token = new SignedJWT(
                keyId.isEmpty() ? header.build() : header.keyID(keyId).build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience("chat")
                        .subject("user-" + user)
                        .expirationTime(exp)
                        .build());
        token.sign(new ECDSASigner(KEY));
        return Secret.of(token.serialize());
    }
}
