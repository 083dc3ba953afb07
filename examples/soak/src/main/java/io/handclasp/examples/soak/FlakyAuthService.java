package io.handclasp.examples.soak;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.examples.quickstart.agent.LoopbackHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An auth service on one loopback port with introspection (RFC 7662) and a key set, of changing {@link Mood}. Thread-safe. */
final class FlakyAuthService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FlakyAuthService.class);
    private static final int THREADS = 4;
    private static final int SLOW_MILLIS = 1_000;
    private static final int LONGEST_HANG_MILLIS = 10_000;

    private final TokenIssuer tokens;
    private final ExecutorService handlers = Executors.newFixedThreadPool(THREADS, NamedThreads.daemon("auth-service"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, NamedThreads.daemon("auth-service-timer"));
    private final InetSocketAddress address;
    private volatile Mood mood = Mood.WELL;
    private @Nullable HttpServer server;
    private @Nullable Socket placeholder;

    FlakyAuthService(TokenIssuer tokens) {
        this.tokens = tokens;
        HttpServer first = listen(LoopbackHttp.freePort());
        this.address = first.getAddress();
        this.server = first;
    }

    private HttpServer listen(InetSocketAddress where) {
        try {
            HttpServer started = LoopbackHttp.create(where);
            started.createContext("/introspect", exchange -> answer(exchange, introspection(exchange)));
            started.createContext("/jwks", exchange -> answer(exchange, tokens.jwks()));
            started.setExecutor(handlers);
            started.start();
            return started;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    int port() {
        return address.getPort();
    }

    URI introspection() {
        return URI.create("http://127.0.0.1:" + port() + "/introspect");
    }

    URI jwks() {
        return URI.create("http://127.0.0.1:" + port() + "/jwks");
    }

    synchronized void become(Mood next) {
        mood = next;
        HttpServer running = server;
        if (next == Mood.DOWN && running != null) {
            running.stop(0);
            server = null;
            placeholder = hold(address);
        } else if (next != Mood.DOWN && running == null) {
            release();
            server = listen(address);
        }
    }

    /** Bound, but not listening: nobody else gets the port, and the kernel refuses every connection to it. */
    private static Socket hold(InetSocketAddress where) {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(where);
            return socket;
        } catch (IOException taken) {
            close(socket);
            throw new UncheckedIOException(taken);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
    }

    private void release() {
        Socket held = placeholder;
        placeholder = null;
        if (held != null) {
            close(held);
        }
    }

    private String introspection(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, Object> answer = tokenIn(form)
                .flatMap(tokens::verify)
                .map(FlakyAuthService::active)
                .orElse(Map.of("active", false));
        return JSONObjectUtils.toJSONString(answer);
    }

    private static Optional<String> tokenIn(String form) {
        for (String pair : form.split("&", -1)) {
            if (pair.startsWith("token=")) {
                return Optional.of(URLDecoder.decode(pair.substring("token=".length()), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> active(JWTClaimsSet claims) {
        return Map.of(
                "active", true,
                "sub", claims.getSubject(),
                "iss", claims.getIssuer(),
                "aud", claims.getAudience(),
                "jti", claims.getJWTID(),
                "exp", claims.getExpirationTime().toInstant().getEpochSecond());
    }

    private void answer(HttpExchange exchange, String json) {
        switch (mood) {
            case WELL, DOWN -> send(exchange, 200, "application/json", json);
            case SLOW -> later(SLOW_MILLIS, () -> send(exchange, 200, "application/json", json));
            case HANGING -> later(LONGEST_HANG_MILLIS, exchange::close);
            case FAILING -> send(exchange, 500, "text/plain", "out of order");
            case THROTTLING -> send(exchange, 429, "text/plain", "too many");
            case GARBLED -> send(exchange, 200, "text/html", "<html><body>Please log in</body></html>");
            case FORBIDDING -> send(exchange, 401, "text/plain", "who are you");
            case CUTTING -> cut(exchange, json);
        }
    }

    private void later(int millis, Runnable task) {
        ScheduledFuture<?> unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    private static void send(HttpExchange exchange, int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException askerIsGone) {
            log.debug("an asker did not wait for its answer", askerIsGone);
        }
    }

    private static void cut(HttpExchange exchange, String json) {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 2L * json.length());
            exchange.getResponseBody().write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException askerIsGone) {
            log.debug("an asker did not wait for its answer", askerIsGone);
        }
    }

    @Override
    public synchronized void close() {
        become(Mood.DOWN);
        release();
        timer.shutdownNow();
        handlers.shutdownNow();
    }
}
