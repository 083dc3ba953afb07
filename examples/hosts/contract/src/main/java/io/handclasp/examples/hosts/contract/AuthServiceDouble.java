package io.handclasp.examples.hosts.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.handclasp.core.Secret;
import io.handclasp.core.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An introspection endpoint (RFC 7662) on loopback, that can be taken away. A good token names its user. */
public final class AuthServiceDouble implements AutoCloseable {
    /** Who may ask. */
    public static final String CLIENT_ID = "chat-backend";
    /** The client's secret; must be seen nowhere. */
    public static final Secret CLIENT_SECRET = Secret.of("hush-3f9c1-client");
    /** Whom its tokens are for. */
    public static final String AUDIENCE = "chat";
    /** How long its tokens live. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final String GOOD = "seen-nowhere-";
    private static final Pattern FORM = Pattern.compile("(?:^|.*&)token=" + GOOD + "([a-z]+)(?:&.*|$)");
    private static final String CREDENTIALS = "Basic "
            + Base64.getEncoder()
                    .encodeToString((CLIENT_ID + ":" + CLIENT_SECRET.reveal()).getBytes(StandardCharsets.UTF_8));

    private final TimeSource clock;
    private final HttpServer server;

    /** Starts it; its tokens expire by this clock. */
    public AuthServiceDouble(TimeSource clock) throws IOException {
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/introspect", this::introspect);
        server.start();
    }

    /** Where to ask. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/introspect");
    }

    /** A good token of a user, whose name has lower-case letters only. */
    public static String token(String user) {
        return GOOD + user;
    }

    private void introspect(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!CREDENTIALS.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String json = user(form).map(this::active).orElse("{\"active\": false}");
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Optional<String> user(String form) {
        Matcher matcher = FORM.matcher(form);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String active(String user) {
        long expiry = clock.now().plus(LIFETIME).getEpochSecond();
        return "{\"active\": true, \"sub\": \"%s\", \"aud\": \"%s\", \"exp\": %d}".formatted(user, AUDIENCE, expiry);
    }

    /** Takes it away. */
    @Override
    public void close() {
        server.stop(0);
    }
}
