package io.handclasp.examples.soak;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.quickstart.agent.LoopbackServer;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.EnforcementSettings;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.jakarta.RefusalAnswer;
import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.revocation.InMemoryRevocations;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.verify.TokenVerifier;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** A chat on a server of its own, guarded at the handshake and afterwards. What it remembers is so little that it is soon full. */
final class GuardedChat implements AutoCloseable {
    private static final int SERVER_THREADS = 8;
    private static final long CACHE_BYTES = 1 << 19;
    private static final int MAX_REFUSALS = 1_000;
    private static final int MAX_REVOCATIONS = 20_000;
    private static final Duration KEEP_REVOCATIONS = Duration.ofMinutes(1);

    private final ServerCounts counts = new ServerCounts();
    private final InMemoryRevocations revocations =
            Revocations.inMemory(MAX_REVOCATIONS, KEEP_REVOCATIONS, TimeSource.system());
    private final WebSocketAuthenticator authenticator;
    private final SessionGuard guard;
    private final LoopbackServer server;

    GuardedChat(TokenVerifier verifier, RefusalAnswer refusals, Executor executor, ScheduledExecutorService scheduler) {
        authenticator = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .resilience(ResiliencePolicy.standard()
                        .withCache(CachePolicy.standard()
                                .withMaxBytes(CACHE_BYTES)
                                .withRefusals(Duration.ofSeconds(10), MAX_REFUSALS)))
                .revocations(revocations)
                .listener(counts)
                .execution(executor, scheduler)
                .build();
        guard = SessionGuard.builder(authenticator).scheduler(scheduler).build();
        EnforcementSettings settings =
                EnforcementSettings.standard().withSessionGuard(guard).withRefusals(refusals);
        server = LoopbackServer.start(
                new CountingConfigurator(settings)
                        .guard(SoakEndpoint::new, SoakEndpoint.PATH)
                        .build(),
                SERVER_THREADS);
    }

    URI url() {
        return server.url(SoakEndpoint.PATH);
    }

    ServerCounts counts() {
        return counts;
    }

    WebSocketAuthenticator authenticator() {
        return authenticator;
    }

    /** Sessions that are open, or wait to be closed. */
    int sessions() {
        return guard.size() + guard.waiting();
    }

    void revoke(String tokenId) {
        boolean kept = guard.revoke(new Revocation.OfToken(Optional.of(TokenIssuer.ISSUER), tokenId));
        if (!kept) {
            throw new IllegalStateException("there was no room for a revocation: " + revocations);
        }
    }

    @Override
    public void close() {
        server.stop();
        guard.close();
        authenticator.close();
    }

    private final class CountingConfigurator extends HandshakeConfigurator {
        CountingConfigurator(EnforcementSettings settings) {
            super(authenticator, settings);
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            counts.begin(Optional.ofNullable(request.getHeaders().get(Wire.VISIT))
                    .flatMap(lines -> lines.stream().findFirst()));
            super.modifyHandshake(config, request, response);
        }
    }
}
