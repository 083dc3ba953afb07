package io.handclasp.examples.containers.wire;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a client over {@code java.net.http} sees. */
public final class JdkClient {
    private static final long LIMIT_SECONDS = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private JdkClient() {}

    /** Connects, and tells the first thing that happens: {@code refused 401}, {@code open, text …} or {@code open, close …}. */
    public static String visit(URI uri, String token) throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        try {
            WebSocket socket = HTTP.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(uri, new First(first))
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            try {
                return "open, " + first.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } finally {
                socket.abort();
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof WebSocketHandshakeException refused) {
                return "refused " + refused.getResponse().statusCode();
            }
            throw failed;
        }
    }

    private record First(CompletableFuture<String> happened) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            happened.complete("text " + data);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            happened.complete("close " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            happened.completeExceptionally(failure);
        }
    }
}
