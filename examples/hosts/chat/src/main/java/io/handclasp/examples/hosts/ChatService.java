package io.handclasp.examples.hosts;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Criticality;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.kinds.HealthReading;
import io.handclasp.probes.kinds.Probes;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.probes.monitor.MonitorPolicy;
import io.handclasp.probes.report.HealthAnswer;
import io.handclasp.probes.report.HealthFormats;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.EnforcementSettings;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.observe.AuthHealth;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** What a host holds while it runs, whatever its server: threads, an authenticator, a guard and a monitor. Thread-safe. */
public final class ChatService implements AutoCloseable {
    /** Host code and probes; a wait for the auth service holds none of them. */
    private static final int THREADS = 8;

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, NamedThreads.daemon("chat"));
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(NamedThreads.daemon("chat-timer"));
    private final WebSocketAuthenticator authenticator;
    private final SessionGuard guard;
    private final HealthMonitor monitor;

    /**
     * Sets everything up. Nothing is asked of the auth service yet, so the chat starts while that one is away.
     *
     * @param settings what the chat is told
     * @param timeSource the clocks, in production {@code TimeSource.system()}
     * @throws IllegalArgumentException when a setting is not acceptable
     */
    public ChatService(ChatSettings settings, TimeSource timeSource) {
        try {
            authenticator = authenticator(settings, timeSource);
            guard = SessionGuard.builder(authenticator).scheduler(scheduler).build();
            monitor = monitor(settings.introspection(), timeSource);
        } catch (RuntimeException refused) {
            endThreads();
            throw refused;
        }
    }

    // tag::host-authenticator[]
    private WebSocketAuthenticator authenticator(ChatSettings settings, TimeSource timeSource) {
        HttpClient httpClient = HttpClient.newBuilder().executor(executor).build();
        return WebSocketAuthenticator.builder()
                .verifier(TokenVerifiers.introspection(settings.introspection())
                        .clientSecretBasic(settings.clientId(), settings.clientSecret())
                        .audiences(settings.audience())
                        .httpClient(httpClient)
                        .timeSource(timeSource)
                        .build())
                .revocations(Revocations.inMemory())
                .execution(executor, scheduler)
                .timeSource(timeSource)
                .build();
    }
    // end::host-authenticator[]

    // tag::host-health[]
    private HealthMonitor monitor(URI authService, TimeSource timeSource) {
        int port = authService.getPort() > 0 ? authService.getPort() : 443;
        ProbeSet probes = ProbeSet.of(
                ProbeDefinition.builder(
                                "auth-service",
                                Probes.tcp(authService.getHost(), port).build())
                        .build(),
                ProbeDefinition.builder("handshakes", Probes.supplier(this::handshakes))
                        .criticality(Criticality.IMPORTANT)
                        .build());
        return HealthMonitor.builder(ProbeRunner.builder(probes)
                        .executor(executor)
                        .timeSource(timeSource)
                        .build())
                // Whoever asks for /health counts failures himself.
                .policy(MonitorPolicy.standard().withThresholds(1, 1))
                .build();
    }

    private HealthReading handshakes() {
        AuthHealth health = authenticator.health();
        return new HealthReading(
                health.status(), health.finding().message(), health.counts().handshakes());
    }

    /** What {@code /health} answers. Many who ask at once share one run. */
    public HealthAnswer health() {
        return HealthFormats.microProfile().write(monitor.poll());
    }
    // end::host-health[]

    // tag::host-endpoint[]
    /** The chat behind its guard, for the server's {@code ServerContainer}. */
    public ServerEndpointConfig endpoint() {
        EnforcementSettings enforcement = EnforcementSettings.standard().withSessionGuard(guard);
        return new HandshakeConfigurator(authenticator, enforcement)
                .guard(ChatEndpoint::new, ChatEndpoint.PATH)
                .build();
    }
    // end::host-endpoint[]

    // tag::host-close[]
    /** To be called when the server has stopped: nothing comes in any more. */
    @Override
    public void close() {
        guard.close();
        authenticator.close();
        endThreads();
    }

    private void endThreads() {
        scheduler.shutdownNow();
        executor.shutdownNow();
    }
    // end::host-close[]
}
