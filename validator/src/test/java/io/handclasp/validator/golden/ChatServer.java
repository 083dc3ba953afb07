package io.handclasp.validator.golden;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** A chat on loopback that admits one token and answers each question with what the test says. */
final class ChatServer implements AutoCloseable {
    static final String TOKEN = "opaque-token-4711";

    private final MockWebServer server = new MockWebServer();
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<WebSocket> open = new ConcurrentLinkedQueue<>();
    private volatile boolean answersClose = true;
    private volatile boolean cutsAtClose;

    ChatServer(IntFunction<List<String>> answers) throws IOException {
        this(answers, TOKEN);
    }

    ChatServer(IntFunction<List<String>> answers, String token) throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String header = request.getHeaders().get("Authorization");
                String offered = request.getHeaders().get("Sec-WebSocket-Protocol");
                if (("bearer, " + token).equals(offered)) {
                    return new MockResponse.Builder()
                            .webSocketUpgrade(new Talk(answers.apply(connections.incrementAndGet())))
                            .addHeader("Sec-WebSocket-Protocol", "bearer")
                            .build();
                }
                return ("Bearer " + token).equals(header)
                        ? new MockResponse.Builder()
                                .webSocketUpgrade(new Talk(answers.apply(connections.incrementAndGet())))
                                .build()
                        : new MockResponse.Builder().code(401).build();
            }
        });
        server.start();
    }

    static String event(String type) {
        return "{\"type\":\"" + type + "\"}";
    }

    ChatServer withoutAnswerToClose() {
        answersClose = false;
        return this;
    }

    ChatServer cuttingAtClose() {
        cutsAtClose = true;
        return this;
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getPort() + "/chat");
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        // One that has not answered a close would keep the server from ending.
        open.forEach(socket -> socket.close(1001, null));
        server.close();
    }

    private final class Talk extends WebSocketListener {
        private final List<String> answers;

        Talk(List<String> answers) {
            this.answers = answers;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            open.add(socket);
            if (answers.contains("close")) {
                socket.close(4401, "the token expired " + TOKEN);
            }
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            answers.forEach(answer -> socket.send(answer.replace("$question", text)));
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            if (cutsAtClose) {
                socket.cancel();
            } else if (answersClose) {
                socket.close(code, null);
            }
        }
    }
}
