package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.AuthenticatedPrincipal;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.verify.Identity;
import jakarta.websocket.Session;
import java.util.Optional;

/** What a host's endpoint asks about a session that Handclasp admitted, in whichever mode. */
@SuppressWarnings("exports") // a host that uses this class requires the API itself; the others do without
public final class Handclasp {
    /** The user property that holds the outcome; not meant to be written by anybody else. */
    static final String OUTCOME = "io.handclasp.websocket.outcome";

    /** The user property that holds the gate; not meant to be written by anybody else. */
    static final String GATE = "io.handclasp.websocket.gate";

    private Handclasp() {}

    /**
     * Whose token opened this session, or renewed it last.
     *
     * @param session the session, as the host's endpoint got it
     * @return the identity; empty when the session was not admitted by Handclasp
     */
    public static Optional<Identity> identity(Session session) {
        return admission(session).map(AuthOutcome.Authenticated::identity);
    }

    /**
     * How this session was admitted, or renewed last.
     *
     * @param session the session, as the host's endpoint got it
     * @return the outcome with its evidence; empty when the session was not admitted by Handclasp
     */
    public static Optional<AuthOutcome.Authenticated> admission(Session session) {
        Optional<SessionGate> gate = gate(session);
        if (gate.isPresent()) {
            return gate.map(SessionGate::admission);
        }
        if (session.getUserProperties().get(OUTCOME) instanceof AuthOutcome.Authenticated admitted) {
            return Optional.of(admitted);
        }
        // In filter mode the verdict came with the request.
        return session.getUserPrincipal() instanceof AuthenticatedPrincipal principal
                ? Optional.of(principal.outcome())
                : Optional.empty();
    }

    /**
     * What stands between this session and its messages: it renews the session, and tells whether messages may pass.
     *
     * @param session the session, as the host's endpoint got it
     * @return the gate; empty when no {@link io.handclasp.websocket.session.SessionGuard} guards the session
     */
    public static Optional<SessionGate> gate(Session session) {
        return session.getUserProperties().get(GATE) instanceof SessionGate gate ? Optional.of(gate) : Optional.empty();
    }
}
