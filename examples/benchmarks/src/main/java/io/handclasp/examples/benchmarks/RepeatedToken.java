package io.handclasp.examples.benchmarks;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A token that was judged a moment ago comes again: from the headers that a container hands out to the outcome. A peer has no
 * memory of verdicts, so it verifies again.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RepeatedToken {
    private WebSocketAuthenticator authenticator;
    private JWTVerifier auth0;
    private Map<String, List<String>> headers = Map.of();
    private HandshakeRequest request;
    private String token = "";
    private Mac mac;

    /** Makes a token, the headers of a browser's handshake, and lets the authenticator judge the token once. */
    @Setup
    public void setUp() throws GeneralSecurityException {
        TokenBatch batch = TokenBatch.of(
                Algorithm.RS256,
                TokenBatch.Claims.MANY,
                1,
                TimeSource.system().now().plus(Duration.ofHours(2)));
        String jwks = batch.issuerKey().jwks();
        token = batch.tokens().get(0).text();
        authenticator = WebSocketAuthenticator.builder()
                .verifier(TokenVerifiers.jwks(URI.create("https://issuer.example/jwks"))
                        .transport((sent, until) ->
                                CompletableFuture.completedFuture(new TransportResponse(200, Map.of(), jwks)))
                        .issuer(TokenBatch.ISSUER)
                        .audiences(TokenBatch.AUDIENCE)
                        .build())
                .resilience(ResiliencePolicy.standard()
                        .withCache(CachePolicy.standard().withTtl(Duration.ofHours(1))))
                .build();
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        auth0 = JWT.require(com.auth0.jwt.algorithms.Algorithm.RSA256(
                        (RSAPublicKey) batch.keys().getPublic(), null))
                .withIssuer(TokenBatch.ISSUER)
                .withAudience(TokenBatch.AUDIENCE)
                .build();
        headers = BrowserHeaders.with(token);
        request = HandshakeRequest.builder().path("/chat").headers(headers).build();
        if (!(fromRequest() instanceof AuthOutcome.Authenticated)) {
            throw new IllegalStateException("the token is not even good: " + fromRequest());
        }
    }

    /** Ends the authenticator's threads. */
    @TearDown
    public void tearDown() {
        authenticator.close();
    }

    /** From a container's headers. */
    @Benchmark
    public AuthOutcome fromHeaders() {
        return authenticator.authenticate(
                HandshakeRequest.builder().path("/chat").headers(headers).build());
    }

    /** From a request that is made already. */
    @Benchmark
    public AuthOutcome fromRequest() {
        return authenticator.authenticate(request);
    }

    /** The limit: the keyed hash of the token, without which a memory would hold tokens. */
    @Benchmark
    public byte[] bareHmac() {
        return mac.doFinal(token.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Auth0 java-jwt verifies again. */
    @Benchmark
    public DecodedJWT auth0() {
        return auth0.verify(token);
    }
}
