package io.handclasp.examples.containers.spring;

import io.handclasp.websocket.AuthenticatedPrincipal;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.token.BearerToken;
import java.io.IOException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** The host's own code: it sees admitted clients only, and knows whose token each has. */
public final class ChatHandler extends TextWebSocketHandler {
    private static final String SHARED = "io.handclasp.shared";
    private static final String RENEW = "renew ";

    private final SessionGuard guard;

    /**
     * Made once for all sessions.
     *
     * @param guard holds them to their tokens
     */
    public ChatHandler(SessionGuard guard) {
        this.guard = guard;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        // Spring's own sessions take one message at a time, and a warning may meet an answer.
        WebSocketSession shared = new ConcurrentWebSocketSessionDecorator(session, 5_000, 65_536);
        session.getAttributes().put(SHARED, shared);
        if (SpringSessions.guard(guard, shared).isOpen()) {
            shared.sendMessage(new TextMessage("welcome " + user(session)));
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
        SessionGate gate = SpringSessions.gate(session);
        if (!gate.isOpen()) {
            return;
        }
        String text = message.getPayload();
        if (text.startsWith(RENEW)) {
            BearerToken.parse(text.substring(RENEW.length()))
                    .ifPresent(token -> gate.renew(token)
                            .thenAccept(renewal ->
                                    send(session, gate, renewal.getClass().getSimpleName())));
        } else {
            send(session, gate, user(session) + ": " + text);
        }
    }

    private static void send(WebSocketSession session, SessionGate gate, String text) {
        if (gate.isOpen() && session.getAttributes().get(SHARED) instanceof WebSocketSession shared) {
            try {
                shared.sendMessage(new TextMessage(text));
            } catch (IOException gone) {
                gate.ended();
            }
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        SpringSessions.ended(session);
    }

    private static String user(WebSocketSession session) {
        if (session.getPrincipal() instanceof AuthenticatedPrincipal principal) {
            return principal.identity().subject();
        }
        throw new IllegalStateException("a session that nobody admitted");
    }
}
