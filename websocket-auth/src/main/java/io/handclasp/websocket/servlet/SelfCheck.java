package io.handclasp.websocket.servlet;

import io.handclasp.core.Redaction;
import io.handclasp.core.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends a handshake to an endpoint and sees whether it comes by the filter. Thread-safe. */
final class SelfCheck {
    private static final String HEADER = "Handclasp-Self-Check";
    private static final int MARK_BYTES = 16;
    private static final int UNAUTHORIZED = 401;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
    private final SecureRandom random = new SecureRandom();

    /** Whether this is a handshake of a check that is under way; it can be recognised once, and is never admitted. */
    boolean recognises(HttpServletRequest request) {
        if (awaited.isEmpty()) {
            return false;
        }
        String mark = request.getHeader(HEADER);
        return mark != null && awaited.remove(mark);
    }

    void run(URI endpoint, HttpClient client, Duration limit) {
        requireWebSocket(endpoint);
        Settings.requireWithin("limit", limit, Duration.ofMillis(1), LONGEST);
        byte[] bytes = new byte[MARK_BYTES];
        random.nextBytes(bytes);
        String mark = HexFormat.of().formatHex(bytes);
        awaited.add(mark);
        int status;
        boolean seen;
        try {
            status = handshake(endpoint, client, mark, limit);
        } finally {
            seen = !awaited.remove(mark);
        }
        if (!seen || status != UNAUTHORIZED) {
            throw new IllegalStateException(describe(endpoint, status, seen));
        }
    }

    private static void requireWebSocket(URI endpoint) {
        String scheme = endpoint.getScheme() == null ? "" : endpoint.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("ws") && !scheme.equals("wss")) {
            throw new IllegalArgumentException("endpoint was " + shown(endpoint) + ", must begin with ws:// or wss://");
        }
    }

    private static String shown(URI endpoint) {
        return Redaction.scrub(endpoint.toString());
    }

    private static int handshake(URI endpoint, HttpClient client, String mark, Duration limit) {
        CompletableFuture<WebSocket> connecting = client.newWebSocketBuilder()
                .header(HEADER, mark)
                .connectTimeout(limit)
                .buildAsync(endpoint, new WebSocket.Listener() {});
        try {
            connecting.get(limit.toNanos(), TimeUnit.NANOSECONDS).abort();
            return 101;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
                return refused.getResponse().statusCode();
            }
            throw new IllegalStateException(
                    "the AuthenticationFilter could not be checked: no answer from " + shown(endpoint),
                    failed.getCause());
        } catch (TimeoutException late) {
            connecting.cancel(true);
            throw new IllegalStateException(
                    "the AuthenticationFilter could not be checked: no answer from " + shown(endpoint) + " within "
                            + limit,
                    late);
        } catch (InterruptedException interrupted) {
            connecting.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the AuthenticationFilter was checked", interrupted);
        }
    }

    private static String describe(URI endpoint, int status, boolean seen) {
        String answer = "a handshake without a token to " + shown(endpoint) + " was answered with " + status;
        if (seen) {
            return answer
                    + ", though the AuthenticationFilter refused it with 401: something before it changes answers";
        }
        return status == 101
                ? answer + " and did not come by the AuthenticationFilter: the upgrade stands before it, or it is not"
                        + " registered for this path"
                : answer
                        + " and did not come by the AuthenticationFilter: it is not registered for this path, or something"
                        + " else answers before it";
    }
}
