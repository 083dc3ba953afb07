package io.handclasp.examples.containers.spring;

import io.handclasp.websocket.AuthenticatedPrincipal;
import java.io.IOException;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** The host's own code: it sees admitted clients only, and knows whose token each has. */
public final class ChatHandler extends TextWebSocketHandler {
    /** Made once for all sessions. */
    public ChatHandler() {}

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        session.sendMessage(new TextMessage("welcome " + user(session)));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
        session.sendMessage(new TextMessage(user(session) + ": " + message.getPayload()));
    }

    private static String user(WebSocketSession session) {
        if (session.getPrincipal() instanceof AuthenticatedPrincipal principal) {
            return principal.identity().subject();
        }
        throw new IllegalStateException("a session that nobody admitted");
    }
}
