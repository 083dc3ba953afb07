package io.handclasp.examples.hosts;

import io.handclasp.websocket.jakarta.Handclasp;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host's own code. It meets admitted clients only, and none whose token has ended. */
public final class ChatEndpoint extends Endpoint {
    private static final Logger log = LoggerFactory.getLogger(ChatEndpoint.class);

    /** Where it is. */
    public static final String PATH = "/chat";

    /** Made for each connection. */
    public ChatEndpoint() {}

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.addMessageHandler(
                String.class, (MessageHandler.Whole<String>) text -> send(session, user(session) + ": " + text));
        send(session, "welcome " + user(session));
    }

    private static void send(Session session, String text) {
        try {
            session.getBasicRemote().sendText(text);
        } catch (IOException gone) {
            log.debug("a client left before it was answered", gone);
        }
    }

    private static String user(Session session) {
        return Handclasp.identity(session).orElseThrow().subject();
    }
}
