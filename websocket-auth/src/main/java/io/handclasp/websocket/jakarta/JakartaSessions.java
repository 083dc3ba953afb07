package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.session.SessionHandle;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/**
 * Puts a {@link SessionGuard} behind the sessions of endpoints that an {@link io.handclasp.websocket.servlet.AuthenticationFilter}
 * guards. Where {@link HandshakeConfigurator} guards the endpoint, {@link EnforcementSettings#withSessionGuard} does it.
 */
@SuppressWarnings("exports") // a host that uses this class requires the API itself; the others do without
public final class JakartaSessions {
    private JakartaSessions() {}

    /**
     * Guards a session, to be called first in its {@code onOpen}. {@link Handclasp#gate} gives the gate from then on: the host asks
     * it before each message in either direction, and tells it in {@code onClose} that the session
     * {@link SessionGate#ended() ended}.
     *
     * @param guard the guard
     * @param session the container's session, admitted by Handclasp
     * @param warning tells the client that its token will expire
     * @return the session's gate; shut when the token ended or was revoked meanwhile
     * @throws IllegalStateException when the session was not admitted by Handclasp
     */
    public static SessionGate guard(SessionGuard guard, Session session, ExpiryWarning warning) {
        Objects.requireNonNull(warning, "warning");
        AuthOutcome.Authenticated admitted = Handclasp.admission(session)
                .orElseThrow(() -> new IllegalStateException(
                        "the session was not admitted by Handclasp: there is no token to hold it to"));
        SessionGate gate = guard.guard(admitted, handle(session, warning));
        try {
            session.getUserProperties().put(Handclasp.GATE, gate);
        } catch (IllegalStateException closedMeanwhile) {
            gate.ended();
        }
        return gate;
    }

    private static SessionHandle handle(Session session, ExpiryWarning warning) {
        return new SessionHandle() {
            @Override
            public void close(int code, String reason) throws IOException {
                CloseFrames.send(session, code, reason);
            }

            @Override
            public boolean isOpen() {
                return session.isOpen();
            }

            @Override
            public void warn(Duration left) throws Exception {
                warning.warn(session, left);
            }
        };
    }
}
