package io.handclasp.examples.quickstart;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a validation run looks at: an auth service, a guarded chat with an agent, and the agent's database, all on loopback. */
final class AgentSystem implements AutoCloseable {
    private static final int THREADS = 8;
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, NamedThreads.daemon("agent-system"));
    /** Answers that the agent gave before, for the time when its database is away; as many as there are facts. */
    private final Map<String, String> remembered = new ConcurrentHashMap<>();

    private final AuthService authService;
    private final FactsDatabase database;
    private final HttpClient httpClient;
    private final WebSocketAuthenticator authenticator;
    private final LoopbackServer server;
    private volatile boolean forgetful;
    private boolean authServiceStopped;

    private AgentSystem(AuthService authService, FactsDatabase database, ResiliencePolicy policy) {
        this.authService = authService;
        this.database = database;
        this.httpClient = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(executor)
                .build();
        this.authenticator = WebSocketAuthenticator.builder()
                .verifier(TokenVerifiers.introspection(authService.introspectionEndpoint())
                        .clientSecretBasic(AuthService.CLIENT_ID, authService.clientSecret())
                        .httpClient(httpClient)
                        .build())
                .resilience(policy)
                .build();
        this.server = LoopbackServer.start(
                new HandshakeConfigurator(authenticator)
                        .guard(() -> new AgentChat(this::lookUp, () -> forgetful), AgentChat.PATH)
                        .build(),
                LoopbackServer.DEFAULT_THREADS);
    }

    static AgentSystem start(ResiliencePolicy policy) throws IOException, SQLException {
        AuthService authService = AuthService.start();
        return new AgentSystem(authService, FactsDatabase.start(), policy);
    }

    AuthService authService() {
        return authService;
    }

    FactsDatabase database() {
        return database;
    }

    HttpClient httpClient() {
        return httpClient;
    }

    WebSocketAuthenticator authenticator() {
        return authenticator;
    }

    ExecutorService executor() {
        return executor;
    }

    URI chat() {
        return server.url(AgentChat.PATH);
    }

    /** Breaks something for good. */
    void cause(Trouble trouble) throws SQLException {
        switch (trouble) {
            case AUTH -> {
                authService.close();
                authServiceStopped = true;
            }
            case SLOW_AUTH -> authService.slowDown(SLOW);
            case DB -> database.stop();
            case GOLDEN_PATH -> forgetful = true;
        }
    }

    private Optional<String> lookUp(String question) {
        try {
            Optional<String> fact = database.answer(question);
            fact.ifPresent(answer -> remembered.put(question, answer));
            return fact;
        } catch (SQLException away) {
            return Optional.ofNullable(remembered.get(question));
        }
    }

    @Override
    public void close() throws SQLException {
        server.stop();
        authenticator.close();
        if (!authServiceStopped) {
            authService.close();
        }
        database.close();
        executor.shutdownNow();
    }
}
