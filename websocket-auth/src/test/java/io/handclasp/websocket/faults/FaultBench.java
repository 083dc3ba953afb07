package io.handclasp.websocket.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.BreakerPolicy;
import io.handclasp.websocket.resilience.BreakerState;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.transport.VerifierTransports;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.TokenVerifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * One auth service, an authenticator that asks it over real sockets, and clients. The settings are the standard ones but for
 * what is named here.
 */
final class FaultBench implements AutoCloseable {
    /** Shorter than the standard 2 s: each fault that opens the breaker costs the build this much. */
    static final Duration OPEN_FOR = Duration.ofMillis(300);
    /** Smaller than the standard 1 MiB: a hundred endless bodies at once are read up to it. */
    static final int MAX_BODY_BYTES = 64 << 10;
    /** What a busy machine may add to any time that is measured. */
    static final Duration MARGIN = Duration.ofSeconds(3);

    private static final int LIMIT_SECONDS = 30;
    private static final TimeSource CLOCK = TimeSource.system();

    private final HonestService honest = new HonestService();
    private final FaultService service = new FaultService(honest);
    private final Set<BreakerState> breakerStates = ConcurrentHashMap.newKeySet();
    private final WatchedTransport transport;
    private final WebSocketAuthenticator authenticator;

    private FaultBench(HttpClient http, String scheme, BiFunction<URI, WatchedTransport, TokenVerifier> verifier)
            throws IOException {
        transport = new WatchedTransport(VerifierTransports.http(http, MAX_BODY_BYTES));
        authenticator = WebSocketAuthenticator.builder()
                .verifier(verifier.apply(URI.create(scheme + "://127.0.0.1:" + service.port() + "/"), transport))
                .resilience(policy())
                .build();
    }

    /** The judge is an introspection endpoint. */
    static FaultBench introspection(HttpClient http, boolean tls) throws Exception {
        FaultBench bench = new FaultBench(
                http,
                tls ? "https" : "http",
                (uri, transport) -> TokenVerifiers.introspection(uri.resolve("introspect"))
                        .clientSecretBasic(Tokens.CLIENT_ID, Secret.of(Tokens.CLIENT_SECRET))
                        .transport(transport)
                        .build());
        if (tls) {
            bench.service.restartWith(TestCertificates.good());
        }
        return bench;
    }

    /** The judge is whatever is built over the service's address. */
    static FaultBench over(HttpClient http, BiFunction<URI, WatchedTransport, TokenVerifier> verifier)
            throws IOException {
        return new FaultBench(http, "http", verifier);
    }

    static ResiliencePolicy policy() {
        BreakerPolicy standard = BreakerPolicy.standard();
        return ResiliencePolicy.standard()
                .withBreaker(new BreakerPolicy(
                        standard.failureRate(),
                        standard.window(),
                        standard.minimumCalls(),
                        standard.slowCall(),
                        OPEN_FOR,
                        standard.halfOpenCalls()));
    }

    FaultService service() {
        return service;
    }

    HonestService honest() {
        return honest;
    }

    WatchedTransport transport() {
        return transport;
    }

    /** Whether the breaker was seen in any other state than closed when an outcome came. */
    boolean breakerHasOpened() {
        return breakerStates.stream().anyMatch(state -> state != BreakerState.CLOSED);
    }

    boolean breakerIsClosed() {
        return authenticator.breakers().values().stream().allMatch(state -> state == BreakerState.CLOSED);
    }

    /** Starts all handshakes, then waits for every outcome. */
    List<Met> atOnce(List<String> tokens) throws Exception {
        return outcomes(start(tokens));
    }

    /**
     * The service is well: clients come back when a busy machine makes them wait too long, and each of them has its verdict
     * at the third try at the latest.
     */
    List<Met> verdicts(List<String> tokens) throws Exception {
        List<Met> met = new ArrayList<>(atOnce(tokens));
        for (int i = 0; i < 2; i++) {
            List<String> again =
                    met.stream().filter(Met::unavailable).map(Met::token).toList();
            met.removeIf(Met::unavailable);
            met.addAll(atOnce(again));
        }
        return met;
    }

    List<CompletableFuture<Met>> start(List<String> tokens) {
        return tokens.stream().map(this::start).toList();
    }

    CompletableFuture<Met> start(String token) {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build();
        long startNanos = CLOCK.nanoTime();
        return authenticator
                .authenticateAsync(request)
                .thenApply(outcome -> {
                    Duration elapsed = Duration.ofNanos(CLOCK.nanoTime() - startNanos);
                    breakerStates.addAll(authenticator.breakers().values());
                    return new Met(token, outcome, elapsed, transport.callsFor(token));
                })
                .toCompletableFuture();
    }

    /** Every outcome, each of them in time, and none that admits without the service's word. */
    List<Met> outcomes(List<CompletableFuture<Met>> started) throws Exception {
        CompletableFuture.allOf(started.toArray(CompletableFuture[]::new)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        List<Met> met = started.stream().map(CompletableFuture::join).toList();
        assertThat(met).allSatisfy(one -> {
            assertThat(one.elapsed())
                    .isLessThanOrEqualTo(authenticator.deadline().plus(MARGIN));
            assertThat(one.outcome()).isNotInstanceOf(AuthOutcome.Errored.class);
            assertThat(one.outcome().toString()).doesNotContain(Tokens.secrets());
        });
        return met;
    }

    /** One client that comes back again and again. */
    Recovery recoverAfter(Fault.Step mend) throws Exception {
        return Recovery.of(this, mend, CLOCK);
    }

    @Override
    public void close() throws IOException {
        authenticator.close();
        service.close();
    }
}
