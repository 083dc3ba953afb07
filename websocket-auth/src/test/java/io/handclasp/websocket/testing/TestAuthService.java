package io.handclasp.websocket.testing;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An auth service on a loopback port of its own: {@code /jwks}, {@code /introspect} and the discovery document of its
 * issuer. Its executor ends with {@link #close()}. Safe for use by many threads.
 */
public final class TestAuthService implements AutoCloseable {
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger requests = new AtomicInteger();
    private volatile String jwks = TestTokens.jwks(TestTokens.RSA, TestTokens.EC, TestTokens.ED25519);
    private volatile Function<String, String> introspection = form -> "{\"active\":false}";
    private volatile Function<String, String> validation = token -> "{\"error\":\"invalid_token\"}";
    private volatile String issuer = "";
    private volatile int status = 200;

    private TestAuthService(HttpServer server) {
        this.server = server;
        server.createContext("/jwks", exchange -> answer(exchange, jwks));
        server.createContext("/introspect", exchange -> answer(exchange, introspection.apply(body(exchange))));
        server.createContext("/validate", exchange -> answer(exchange, validation.apply(bearer(exchange))));
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        server.setExecutor(executor);
    }

    /**
     * Starts a service that publishes the keys of {@link TestTokens} and calls every token inactive.
     *
     * @return the service, to be closed
     */
    public static TestAuthService start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestAuthService service = new TestAuthService(server);
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where the service is.
     *
     * @param path the path with its leading slash, empty for the issuer identifier
     * @return the address
     */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /**
     * Publishes other keys.
     *
     * @param document a key set, or anything else
     */
    public void publish(String document) {
        jwks = document;
    }

    /**
     * Answers introspection requests.
     *
     * @param answer takes the form that was sent, still encoded, and gives the body
     */
    public void introspect(Function<String, String> answer) {
        introspection = answer;
    }

    /**
     * Answers at the plain validation endpoint.
     *
     * @param answer takes the token that was sent and gives the body
     */
    public void validate(Function<String, String> answer) {
        validation = answer;
    }

    /**
     * Answers everything with another status than 200.
     *
     * @param httpStatus the status
     */
    public void status(int httpStatus) {
        status = httpStatus;
    }

    /**
     * How many requests came so far, of any kind.
     *
     * @return the count
     */
    public int requests() {
        return requests.get();
    }

    /**
     * Says in its discovery document that it is somebody else, whose keys are at {@code /jwks} there.
     *
     * @param identifier the issuer identifier; by default its own address
     */
    public void issuer(String identifier) {
        issuer = identifier;
    }

    private String discovery() {
        String own = issuer.isEmpty() ? uri("").toString() : issuer;
        return JSONObjectUtils.toJSONString(Map.of("issuer", own, "jwks_uri", own + "/jwks"));
    }

    private static String bearer(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header.substring("Bearer ".length());
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
