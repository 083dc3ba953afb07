package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.AuthenticatedPrincipal;
import io.handclasp.websocket.session.SessionGate;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session as the host's endpoint sees it: the container's own, but for the message handlers, which get their messages
 * through {@link HeldMessages}, for the principal, and for the open sessions, of which only admitted ones are shown.
 */
final class GuardedSession implements Session {
    private static final String SELF = "io.handclasp.websocket.session";

    private final Session container;
    /** Taken while the session is open: Tomcat does not hand it out for one that is closed. */
    private final Map<String, Object> properties;

    private final HostHandlers handlers = new HostHandlers();
    private volatile Optional<AuthOutcome.Authenticated> admission = Optional.empty();
    private volatile @Nullable SessionGate gate;
    private volatile boolean closedByHost;

    GuardedSession(Session container) {
        this.container = container;
        this.properties = container.getUserProperties();
        properties.put(SELF, this);
    }

    static Optional<GuardedSession> of(Session container) {
        return container.getUserProperties().get(SELF) instanceof GuardedSession guarded
                ? Optional.of(guarded)
                : Optional.empty();
    }

    HostHandlers handlers() {
        return handlers;
    }

    void admit(AuthOutcome.Authenticated outcome) {
        properties.put(Handclasp.OUTCOME, outcome);
        admission = Optional.of(outcome);
    }

    void guardedBy(SessionGate itsGate) {
        properties.put(Handclasp.GATE, itsGate);
        gate = itsGate;
    }

    /** Whether the host wants to hear no more of this client. */
    boolean isClosedByHost() {
        return closedByHost;
    }

    void dismiss() {
        properties.remove(Handclasp.OUTCOME);
        properties.remove(Handclasp.GATE);
        admission = Optional.empty();
    }

    @Override
    public void addMessageHandler(MessageHandler handler) {
        handlers.add(handler);
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Whole<T> handler) {
        handlers.add(type, handler);
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Partial<T> handler) {
        handlers.add(type, handler);
    }

    @Override
    public Set<MessageHandler> getMessageHandlers() {
        return handlers.all();
    }

    @Override
    public void removeMessageHandler(MessageHandler handler) {
        handlers.remove(handler);
    }

    @Override
    @SuppressWarnings("NullAway") // the interface allows null, its annotations do not say so
    public Principal getUserPrincipal() {
        SessionGate mine = gate;
        return admission
                .map(first -> mine == null ? first : mine.admission())
                .<Principal>map(AuthenticatedPrincipal::new)
                .orElse(null);
    }

    @Override
    public Set<Session> getOpenSessions() {
        Set<Session> admitted = new LinkedHashSet<>();
        for (Session open : container.getOpenSessions()) {
            admittedSession(open).ifPresent(admitted::add);
        }
        return Collections.unmodifiableSet(admitted);
    }

    private static Optional<GuardedSession> admittedSession(Session open) {
        try {
            return of(open).filter(guarded -> guarded.admission.isPresent() && guarded.passes());
        } catch (IllegalStateException closedMeanwhile) {
            return Optional.empty();
        }
    }

    @Override
    public WebSocketContainer getContainer() {
        return container.getContainer();
    }

    @Override
    public String getProtocolVersion() {
        return container.getProtocolVersion();
    }

    @Override
    public String getNegotiatedSubprotocol() {
        return container.getNegotiatedSubprotocol();
    }

    @Override
    public List<Extension> getNegotiatedExtensions() {
        return container.getNegotiatedExtensions();
    }

    @Override
    public boolean isSecure() {
        return container.isSecure();
    }

    /** Whether its token has not ended; a session that nobody guards outlives its token. */
    private boolean passes() {
        SessionGate mine = gate;
        return mine == null || mine.isOpen();
    }

    @Override
    public boolean isOpen() {
        return container.isOpen() && passes();
    }

    @Override
    public long getMaxIdleTimeout() {
        return container.getMaxIdleTimeout();
    }

    @Override
    public void setMaxIdleTimeout(long milliseconds) {
        container.setMaxIdleTimeout(milliseconds);
    }

    @Override
    public void setMaxBinaryMessageBufferSize(int length) {
        container.setMaxBinaryMessageBufferSize(length);
    }

    @Override
    public int getMaxBinaryMessageBufferSize() {
        return container.getMaxBinaryMessageBufferSize();
    }

    @Override
    public void setMaxTextMessageBufferSize(int length) {
        container.setMaxTextMessageBufferSize(length);
    }

    @Override
    public int getMaxTextMessageBufferSize() {
        return container.getMaxTextMessageBufferSize();
    }

    @Override
    public RemoteEndpoint.Async getAsyncRemote() {
        SessionGate mine = gate;
        return mine == null ? container.getAsyncRemote() : new GatedAsyncRemote(container.getAsyncRemote(), mine);
    }

    @Override
    public RemoteEndpoint.Basic getBasicRemote() {
        SessionGate mine = gate;
        return mine == null ? container.getBasicRemote() : new GatedBasicRemote(container.getBasicRemote(), mine);
    }

    @Override
    public String getId() {
        return container.getId();
    }

    @Override
    public void close() throws IOException {
        closedByHost = true;
        container.close();
    }

    @Override
    public void close(CloseReason closeReason) throws IOException {
        closedByHost = true;
        container.close(closeReason);
    }

    @Override
    public URI getRequestURI() {
        return container.getRequestURI();
    }

    @Override
    public Map<String, List<String>> getRequestParameterMap() {
        return container.getRequestParameterMap();
    }

    @Override
    public String getQueryString() {
        return container.getQueryString();
    }

    @Override
    public Map<String, String> getPathParameters() {
        return container.getPathParameters();
    }

    @Override
    public Map<String, Object> getUserProperties() {
        return container.getUserProperties();
    }
}
