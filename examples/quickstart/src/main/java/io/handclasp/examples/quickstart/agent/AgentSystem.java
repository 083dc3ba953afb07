package io.handclasp.examples.quickstart.agent;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.TokenVerifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a validation run looks at, all on loopback: an auth service, a guarded chat with an agent that asks the auth service about
 * each token, and behind it a service with the facts, which judges tokens by the issuer's keys, and its database.
 */
public final class AgentSystem implements AutoCloseable {
    private static final int THREADS = 4;
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final String HEARTBEAT = "25s";
    private static final String WRONG_HEARTBEAT = "70s";

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, NamedThreads.daemon("agent-http"));
    private final ResiliencePolicy policy;
    private final AuthService authService;
    private final FactsDatabase database;
    private final HttpClient httpClient;
    private final TokenVerifier verifier;
    private final WebSocketAuthenticator authenticator;
    private final WebSocketAuthenticator factsAuthenticator;
    private final FactsService facts;
    private final LoopbackServer server;
    private volatile boolean forgetful;
    private volatile String heartbeat = HEARTBEAT;

    private AgentSystem(AuthService authService, FactsDatabase database, ResiliencePolicy policy) throws IOException {
        this.policy = policy;
        this.authService = authService;
        this.database = database;
        this.httpClient = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(executor)
                .build();
        this.verifier = TokenVerifiers.introspection(authService.introspectionEndpoint())
                .clientSecretBasic(AuthService.CLIENT_ID, authService.clientSecret())
                .audiences(TokenIssuer.AUDIENCE)
                .httpClient(httpClient)
                .build();
        this.authenticator = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .resilience(policy)
                .build();
        this.factsAuthenticator = WebSocketAuthenticator.builder()
                .verifier(TokenVerifiers.issuer(authService.issuer())
                        .audiences(TokenIssuer.FACTS_AUDIENCE)
                        // Loopback may be asked for new keys as often as that; a real issuer should be asked less
                        // often.
                        .refreshInterval(Duration.ofSeconds(1))
                        .httpClient(httpClient)
                        .build())
                .resilience(policy)
                .build();
        this.facts = FactsService.start(database, factsAuthenticator);
        FactsClient client = new FactsClient(
                facts.facts(),
                httpClient,
                new OwnToken(ownTokens(), authService.tokens().lifetime(), TimeSource.system()));
        this.server = LoopbackServer.start(
                new HandshakeConfigurator(authenticator)
                        .guard(() -> new AgentChat(client::answer, () -> forgetful), AgentChat.PATH)
                        .build(),
                LoopbackServer.DEFAULT_THREADS);
    }

    /** Starts it. */
    public static AgentSystem start(ResiliencePolicy policy) throws IOException, SQLException {
        return new AgentSystem(AuthService.start(), FactsDatabase.start(), policy);
    }

    /** Who issues the tokens, and judges them. */
    public AuthService authService() {
        return authService;
    }

    /** Where the facts are kept. */
    public FactsDatabase database() {
        return database;
    }

    /** The service with the facts. */
    public FactsService facts() {
        return facts;
    }

    /** The client that the agent itself calls others with. */
    public HttpClient httpClient() {
        return httpClient;
    }

    /** What the chat asks about tokens, with nothing remembered. */
    public TokenVerifier verifier() {
        return verifier;
    }

    /** Who guards the chat. */
    public WebSocketAuthenticator authenticator() {
        return authenticator;
    }

    /** How verdicts are reached in spite of trouble. */
    public ResiliencePolicy policy() {
        return policy;
    }

    /** Who guards the facts. */
    public WebSocketAuthenticator factsAuthenticator() {
        return factsAuthenticator;
    }

    /** Where the agent's own tokens come from. */
    public TokenEndpoint ownTokens() {
        return new TokenEndpoint(
                httpClient,
                authService.tokenEndpoint(),
                AuthService.CLIENT_ID,
                authService.clientSecret(),
                Optional.empty());
    }

    /** Where users chat with the agent. */
    public URI chat() {
        return server.url(AgentChat.PATH);
    }

    /** How the platform describes the agent's service now. */
    public String description() throws IOException {
        return CloudRunDescription.filledWith(Map.of(
                "auth",
                authService.issuer().toString(),
                "facts",
                "http://" + PrivateZone.FACTS + ":" + facts.port() + FactsService.FACTS,
                "budget",
                policy.deadline().toMillis() + "ms",
                "heartbeat",
                heartbeat));
    }

    /** Breaks something for good. */
    public void cause(Trouble trouble) throws SQLException {
        switch (trouble) {
            case AUTH -> authService.close();
            case SLOW_AUTH -> authService.slowDown(SLOW);
            case DRIFT -> heartbeat = WRONG_HEARTBEAT;
            case KEYS -> authService.publishWrongKey();
            case DB -> database.stop();
            case GOLDEN_PATH -> forgetful = true;
        }
    }

    @Override
    public void close() throws SQLException {
        server.stop();
        authenticator.close();
        facts.close();
        authService.close();
        database.close();
        executor.shutdownNow();
    }
}
