package io.handclasp.examples.quickstart.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A service behind the agent that knows the facts. It is called over a private path, and by a public address, with a token of the
 * caller's own, which it judges by the issuer's keys.
 */
public final class FactsService implements AutoCloseable {
    /** Answers whoever asks whether the service runs. */
    static final String HEALTH = "/health";
    /** Answers questions of those who show a good token. */
    static final String FACTS = "/facts";

    private static final int THREADS = 4;
    private static final String QUESTION = "question=";

    private final ExecutorService executor =
            Executors.newFixedThreadPool(THREADS, NamedThreads.daemon("facts-service"));
    private final FactsDatabase database;
    private final WebSocketAuthenticator authenticator;
    private final HttpServer inside;
    private final HttpServer outside;

    private FactsService(FactsDatabase database, WebSocketAuthenticator authenticator) throws IOException {
        this.database = database;
        this.authenticator = authenticator;
        this.inside = started();
        this.outside = started();
    }

    static FactsService start(FactsDatabase database, WebSocketAuthenticator authenticator) throws IOException {
        return new FactsService(database, authenticator);
    }

    private HttpServer started() throws IOException {
        HttpServer server = LoopbackHttp.create();
        server.setExecutor(executor);
        server.createContext(HEALTH, exchange -> answer(exchange, 200, "it runs", Map.of()));
        server.createContext(FACTS, this::facts);
        server.start();
        return server;
    }

    /** The port on the private path. */
    public int port() {
        return inside.getAddress().getPort();
    }

    /** The port of the public address. */
    public int publicPort() {
        return outside.getAddress().getPort();
    }

    /** Where questions are asked, for those who cannot look up names of the private zone. */
    public URI facts() {
        return URI.create("http://127.0.0.1:" + port() + FACTS);
    }

    private void facts(HttpExchange exchange) throws IOException {
        HandshakeRequest.Builder request = HandshakeRequest.builder();
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .ifPresent(value -> request.header("Authorization", value));
        AuthOutcome outcome = authenticator.authenticate(request.build());
        if (outcome instanceof AuthOutcome.Refusal refusal) {
            answer(exchange, refusal.httpStatus(), refusal.closeReason(), refusal.httpHeaders());
            return;
        }
        try {
            Optional<String> fact = database.answer(question(exchange));
            answer(exchange, fact.isPresent() ? 200 : 404, fact.orElse("nobody knows"), Map.of());
        } catch (SQLException away) {
            answer(exchange, 503, "the database is away", Map.of("Retry-After", "1"));
        }
    }

    private static String question(HttpExchange exchange) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return query.startsWith(QUESTION)
                ? URLDecoder.decode(query.substring(QUESTION.length()), StandardCharsets.UTF_8)
                : "";
    }

    private static void answer(HttpExchange exchange, int status, String text, Map<String, String> headers)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        inside.stop(0);
        outside.stop(0);
        authenticator.close();
        executor.shutdownNow();
    }
}
