package io.handclasp.examples.containers;

import io.handclasp.websocket.jakarta.Handclasp;
import io.handclasp.websocket.verify.Identity;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A host's endpoint: greets, echoes, and tells what it sees. */
public final class EchoEndpoint extends Endpoint {
    /** A text that makes {@code onMessage} fail. */
    public static final String FAIL = "fail";

    private final Events events;

    /** Tells what it sees to the test. */
    public EchoEndpoint(Events events) {
        this.events = events;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        String subject = subject(session);
        events.add(subject, "open");
        if (subject.equals(FAIL)) {
            throw new IllegalStateException("the host's onOpen fails");
        }
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {
            events.add(subject, "text " + text);
            if (text.equals(FAIL)) {
                throw new IllegalStateException("the host's onMessage fails");
            }
            Replies.send(session, "echo " + text);
        });
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>)
                bytes -> events.add(subject, "binary " + text(bytes)));
        session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>)
                pong -> events.add(subject, "pong " + text(pong.getApplicationData())));
        Replies.send(session, "welcome " + subject);
    }

    private static String subject(Session session) {
        return Handclasp.identity(session).map(Identity::subject).orElse(Events.NOBODY);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        events.add(subject(session), "closed");
    }

    @Override
    public void onError(Session session, Throwable failure) {
        events.add(subject(session), "error " + failure.getMessage());
    }
}
