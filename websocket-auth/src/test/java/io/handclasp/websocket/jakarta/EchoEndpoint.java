package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.verify.Identity;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Echoes, and records what a host sees. */
public final class EchoEndpoint extends Endpoint {
    private final Queue<String> events;

    /** For containers that make it themselves. */
    public EchoEndpoint() {
        this(new ConcurrentLinkedQueue<>());
    }

    EchoEndpoint(Queue<String> events) {
        this.events = events;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        events.add("open " + Handclasp.identity(session).map(Identity::subject).orElse("nobody") + " as "
                + session.getUserPrincipal().getName());
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {
            events.add("text " + text);
            if (text.equals("fail")) {
                throw new IllegalStateException("host bug");
            }
            session.getAsyncRemote()
                    .sendText(
                            "echo " + text + " to " + session.getOpenSessions().size());
        });
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>)
                bytes -> session.getAsyncRemote().sendText("bytes " + StandardCharsets.UTF_8.decode(bytes)));
        session.getAsyncRemote().sendText("welcome");
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        events.add("close " + reason.getCloseCode().getCode());
    }

    @Override
    public void onError(Session session, Throwable failure) {
        events.add("error " + failure.getMessage());
    }
}
