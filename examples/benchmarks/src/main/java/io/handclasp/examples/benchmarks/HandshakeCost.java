package io.handclasp.examples.benchmarks;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import jakarta.servlet.http.HttpServletRequest;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * From a request to its outcome, with all that an authenticator does on the way: extraction, memory, single flight, breaker,
 * retry, deadline, counts. Beside it what a host has without Handclasp: it takes the token out and has it verified.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class HandshakeCost {
    static final int TOKENS = 1_000;
    /** Much less than it takes to go round: each verdict is kept, and none is found again. */
    private static final Duration SOON_FORGOTTEN = Duration.ofNanos(1_000);

    /** What the tokens are signed with. */
    @Param({"RS256", "ES256"})
    public String algorithm = "RS256";

    private final DefaultBearerTokenResolver springResolver = new DefaultBearerTokenResolver();
    private Algorithm chosen;
    private TokenBatch batch;
    private WebSocketAuthenticator forgetful;
    private WebSocketAuthenticator remembering;
    private Peer auth0;
    private Peer spring;
    private RoundRobin<TokenBatch.Token> tokens;
    private RoundRobin<HandshakeRequest> handshakes;
    private RoundRobin<HttpServletRequest> servletRequests;
    private HandshakeRequest known;

    /** Makes the tokens, a request with each, and those who judge them. */
    @Setup
    public void setUp() throws Exception {
        chosen = Algorithm.valueOf(algorithm);
        batch = TokenBatch.of(
                chosen,
                TokenBatch.Claims.REQUIRED,
                TOKENS,
                TimeSource.system().now().plus(Duration.ofHours(2)));
        tokens = new RoundRobin<>(batch.tokens());
        List<String> texts = batch.tokens().stream().map(TokenBatch.Token::text).toList();
        handshakes =
                new RoundRobin<>(texts.stream().map(HandshakeCost::handshake).toList());
        servletRequests = new RoundRobin<HttpServletRequest>(
                texts.stream().map(BrowserHeaders::servletRequest).toList());
        forgetful = authenticator(SOON_FORGOTTEN);
        remembering = authenticator(Duration.ofHours(1));
        known = handshake(texts.get(0));
        auth0 = Contender.AUTH0.newPeer(batch.issuerKey());
        spring = Contender.SPRING.newPeer(batch.issuerKey());
        remembered();
    }

    private WebSocketAuthenticator authenticator(Duration ttl) {
        return WebSocketAuthenticator.builder()
                .verifier(HandclaspPeer.verifier(batch.issuerKey(), null))
                .resilience(ResiliencePolicy.standard()
                        .withCache(CachePolicy.standard().withTtl(ttl)))
                .build();
    }

    private static HandshakeRequest handshake(String token) {
        return HandshakeRequest.builder()
                .path("/chat")
                .headers(BrowserHeaders.with(token))
                .build();
    }

    /** Ends the authenticators' threads. */
    @TearDown
    public void tearDown() {
        forgetful.close();
        remembering.close();
    }

    /**
     * The limit for whoever has no memory: the bare check of the signature.
     *
     * @return whether it is good
     */
    @Benchmark
    public boolean bare() throws GeneralSecurityException {
        TokenBatch.Token token = tokens.next();
        return chosen.verify(batch.keys().getPublic(), token.input(), token.signature(), null);
    }

    /**
     * Handclasp, the token not known.
     *
     * @return the outcome
     */
    @Benchmark
    public AuthOutcome fresh() {
        return forgetful.authenticate(handshakes.next());
    }

    /**
     * Handclasp, the token judged a moment ago.
     *
     * @return the outcome
     */
    @Benchmark
    public AuthOutcome remembered() {
        return remembering.authenticate(known);
    }

    /**
     * A line that a host writes, and Auth0 java-jwt.
     *
     * @return whose token it is
     */
    @Benchmark
    public String auth0() throws Exception {
        return auth0.subjectOf(HandWritten.requireToken(HandWritten.token(servletRequests.next())));
    }

    /**
     * Spring Security's resolver and decoder.
     *
     * @return whose token it is
     */
    @Benchmark
    public String spring() throws Exception {
        return spring.subjectOf(HandWritten.requireToken(springResolver.resolve(servletRequests.next())));
    }
}
