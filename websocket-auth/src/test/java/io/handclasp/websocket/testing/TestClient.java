package io.handclasp.websocket.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client over {@code java.net.http} that keeps all it hears. */
public final class TestClient implements WebSocket.Listener {
    /** How a connection ended. */
    public record Closed(int code, String reason) {}

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    private TestClient() {}

    /** Connects with an Authorization header, or with none when the token is empty. */
    public static TestClient connect(HttpClient http, URI uri, String token) throws Exception {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        return connect(builder, uri);
    }

    /** Connects with the subprotocols {@code bearer, <token>}. */
    public static TestClient connectAsBrowser(HttpClient http, URI uri, String token) throws Exception {
        return connect(http.newWebSocketBuilder().subprotocols("bearer", token), uri);
    }

    private static TestClient connect(WebSocket.Builder builder, URI uri) throws Exception {
        TestClient client = new TestClient();
        client.socket = builder.buildAsync(uri, client).get(10, TimeUnit.SECONDS);
        return client;
    }

    /** Sends a text. */
    public void send(String text) throws Exception {
        socket.sendText(text, true).get(10, TimeUnit.SECONDS);
    }

    /** Sends bytes. */
    public void send(ByteBuffer bytes) throws Exception {
        socket.sendBinary(bytes, true).get(10, TimeUnit.SECONDS);
    }

    /** The subprotocol that the server answered. */
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** The next text, waited for. */
    public String hear() throws InterruptedException {
        String text = heard.poll(10, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing was heard for 10 s; the connection's end: " + closed.getNow(null));
        }
        return text;
    }

    /** Whether nothing was heard that was not asked for. */
    public boolean heardNothing() {
        return heard.isEmpty();
    }

    /** How the connection ended, waited for. */
    public Closed awaitClose() throws Exception {
        return closed.get(10, TimeUnit.SECONDS);
    }

    /** Says goodbye. */
    public void close() throws Exception {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
    }

    /** Drops the connection without a word. */
    public void abort() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            heard.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(new Closed(statusCode, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(new Closed(1006, error.getClass().getSimpleName()));
    }
}
