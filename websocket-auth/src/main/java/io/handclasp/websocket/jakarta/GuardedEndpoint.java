package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.WebSocketAuthenticator;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.util.Optional;

/**
 * Stands before the host's endpoint; {@link HandshakeConfigurator#guard(Class, String)} deploys it. Public only because
 * containers call it. It keeps no state of a connection: whether a container makes one for each connection or
 * one for all, what belongs to a connection is found through its session.
 */
@SuppressWarnings("exports") // a host that uses this class requires the API itself; the others do without
public final class GuardedEndpoint extends Endpoint {
    private static final String ADMISSION = "io.handclasp.websocket.admission";

    private final Endpoint host;
    private final WebSocketAuthenticator authenticator;
    private final EnforcementSettings settings;

    GuardedEndpoint(Endpoint host, WebSocketAuthenticator authenticator, EnforcementSettings settings) {
        this.host = host;
        this.authenticator = authenticator;
        this.settings = settings;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Optional<PendingAdmission> pending = PendingAdmission.take(session, config);
        Admission admission = new Admission(host, session, config, authenticator, settings, pending);
        session.getUserProperties().put(ADMISSION, admission);
        admission.begin();
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        admission(session).ifPresent(admission -> admission.closed(reason));
    }

    @Override
    public void onError(Session session, Throwable failure) {
        admission(session).ifPresent(admission -> admission.failed(failure));
    }

    private static Optional<Admission> admission(Session session) {
        return session.getUserProperties().get(ADMISSION) instanceof Admission admission
                ? Optional.of(admission)
                : Optional.empty();
    }
}
