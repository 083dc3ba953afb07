package io.handclasp.examples.benchmarks.storm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.handclasp.core.concurrent.NamedThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An authorization server on loopback with introspection and a key set, behind a {@link CapacityModel}. It can go away and come back. */
final class StormAuthService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StormAuthService.class);
    private static final int BACKLOG = 4_096;

    private final Map<String, String> subjects;
    private final String jwks;
    private final ScheduledThreadPoolExecutor timers =
            new ScheduledThreadPoolExecutor(2, NamedThreads.daemon("auth-service-timer"));
    private final ExecutorService handlers = Executors.newFixedThreadPool(4, NamedThreads.daemon("auth-service"));
    private final CapacityModel model = new CapacityModel(timers);
    private final AtomicInteger keyFetches = new AtomicInteger();
    private final int port;
    private @Nullable HttpServer server;

    StormAuthService(Map<String, String> subjects, String jwks) {
        this.subjects = subjects;
        this.jwks = jwks;
        HttpServer first = listen(0);
        this.port = first.getAddress().getPort();
        this.server = first;
    }

    private HttpServer listen(int onPort) {
        try {
            HttpServer started =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), BACKLOG);
            started.createContext("/introspect", this::introspect);
            started.createContext("/jwks", this::keys);
            started.setExecutor(handlers);
            started.start();
            return started;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /** The tokens that are good here. */
    Set<String> goodTokens() {
        return subjects.keySet();
    }

    CapacityModel model() {
        return model;
    }

    int calls() {
        return model.calls() + keyFetches.get();
    }

    URI introspection() {
        return URI.create("http://127.0.0.1:" + port + "/introspect");
    }

    URI jwks() {
        return URI.create("http://127.0.0.1:" + port + "/jwks");
    }

    synchronized void goAway() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    synchronized void comeBack() {
        if (server == null) {
            server = listen(port);
        }
    }

    private void introspect(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String subject = subjects.get(tokenIn(form));
        String body = subject == null
                ? "{\"active\":false}"
                : "{\"active\":true,\"sub\":\"" + subject + "\",\"exp\":" + StormTokens.expirySecond() + "}";
        if (!model.serve(() -> answer(exchange, 200, body))) {
            answer(exchange, 503, "");
        }
    }

    private static String tokenIn(String form) {
        for (String pair : form.split("&", -1)) {
            if (pair.startsWith("token=")) {
                return URLDecoder.decode(pair.substring("token=".length()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private void keys(HttpExchange exchange) {
        keyFetches.incrementAndGet();
        answer(exchange, 200, jwks);
    }

    private static void answer(HttpExchange exchange, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (IOException askerIsGone) {
            log.debug(
                    "an asker did not wait for its answer: {}",
                    askerIsGone.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        goAway();
        timers.shutdownNow();
        handlers.shutdownNow();
    }
}
