package io.handclasp.examples.containers.spring;

import io.handclasp.websocket.AuthenticatedPrincipal;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.session.SessionHandle;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** Holds Spring's sessions to their tokens. The gate of a session is one of its attributes. */
final class SpringSessions {
    private static final String GATE = "io.handclasp.gate";

    private SpringSessions() {}

    /** To be called first when a connection is established; nothing may be sent when the gate is shut. */
    static SessionGate guard(SessionGuard guard, WebSocketSession session) {
        if (!(session.getPrincipal() instanceof AuthenticatedPrincipal principal)) {
            throw new IllegalStateException("a session that nobody admitted");
        }
        SessionGate gate = guard.guard(principal.outcome(), new Handle(session));
        session.getAttributes().put(GATE, gate);
        return gate;
    }

    static SessionGate gate(WebSocketSession session) {
        if (session.getAttributes().get(GATE) instanceof SessionGate gate) {
            return gate;
        }
        throw new IllegalStateException("a session that nobody guards");
    }

    /** To be called when a connection is closed. */
    static void ended(WebSocketSession session) {
        if (session.getAttributes().get(GATE) instanceof SessionGate gate) {
            gate.ended();
        }
    }

    private record Handle(WebSocketSession session) implements SessionHandle {
        @Override
        public void close(int code, String reason) throws IOException {
            session.close(new CloseStatus(code, reason));
        }

        @Override
        public boolean isOpen() {
            return session.isOpen();
        }

        @Override
        public void warn(Duration left) throws IOException {
            session.sendMessage(new TextMessage("token expires in " + left.toSeconds() + " s"));
        }
    }
}
