package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.AuthenticatedPrincipal;
import io.handclasp.websocket.FirstMessages;
import io.handclasp.websocket.WebSocketAuthenticator;
import jakarta.websocket.Endpoint;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards programmatic {@link Endpoint}s on any Jakarta WebSocket container, without holding a thread of the container while
 * a handshake waits for its verdict. {@link #guard(Class, String)} gives the configuration to deploy.
 *
 * <p>The upgrade is accepted. A verdict that needs no waiting is carried out at once. Otherwise the client's messages are
 * held, within {@link HoldLimits}, until the verdict: then the host's {@code onOpen} runs and the messages follow in their
 * order, or the session is closed with the code of the {@link io.handclasp.websocket.AuthOutcome.Refusal}, which a browser can read. The host's
 * endpoint never sees a session that was not admitted; {@link Handclasp#identity} tells whose it is.
 *
 * <p>A client may send its token as its first message, where {@link EnforcementSettings#withFirstMessage(io.handclasp.websocket.FirstMessagePolicy)} allows it.
 *
 * <p>An annotated endpoint cannot be guarded this way: its handshakes fail. It needs a filter before it and
 * {@link FilterModeConfigurator}.
 *
 * <p>Thread-safe, and shared by all connections: a subclass, which may add to {@link #checkOrigin} or
 * {@link #modifyHandshake}, must keep no state of a connection in its fields.
 */
@SuppressWarnings("exports") // a host that uses this class requires the API itself; the others do without
public class HandshakeConfigurator extends ServerEndpointConfig.Configurator {
    private static final String NOT_GUARDED = "deploy what HandshakeConfigurator.guard(…) returns; an endpoint that is"
            + " deployed by its own class, or annotated, cannot be guarded";

    private static final String BEHIND_A_FILTER = "the endpoint waits for tokens as first messages, and an"
            + " AuthenticationFilter before it refuses who brings none: take the filter from the endpoint's path, or the first"
            + " message from its settings";

    private static final Logger log = LoggerFactory.getLogger(HandshakeConfigurator.class);

    private final WebSocketAuthenticator authenticator;
    private final EnforcementSettings settings;
    private final Optional<FirstMessages> firstMessages;

    /**
     * Guards with {@link HoldLimits#standard()}.
     *
     * @param authenticator judges the handshakes; the host closes it
     */
    public HandshakeConfigurator(WebSocketAuthenticator authenticator) {
        this(authenticator, EnforcementSettings.standard());
    }

    /**
     * Guards with other limits.
     *
     * @param authenticator judges the handshakes; the host closes it
     * @param limits how much is held until the verdict
     */
    public HandshakeConfigurator(WebSocketAuthenticator authenticator, HoldLimits limits) {
        this(authenticator, EnforcementSettings.standard().withLimits(limits));
    }

    /**
     * Guards with other limits, and refuses in another way where the container can.
     *
     * @param authenticator judges the handshakes; the host closes it
     * @param limits how much is held until the verdict
     * @param refusals how a refusal is told that needs no waiting
     */
    public HandshakeConfigurator(WebSocketAuthenticator authenticator, HoldLimits limits, RefusalAnswer refusals) {
        this(authenticator, EnforcementSettings.standard().withLimits(limits).withRefusals(refusals));
    }

    /**
     * Guards with other settings.
     *
     * @param authenticator judges the handshakes; the host closes it
     * @param settings how verdicts are enforced
     * @throws IllegalArgumentException when the first message is waited for longer than the authenticator's deadline
     */
    public HandshakeConfigurator(WebSocketAuthenticator authenticator, EnforcementSettings settings) {
        this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.firstMessages = settings.firstMessage().map(authenticator::firstMessages);
    }

    /**
     * Puts the guard before an endpoint of which the container's own way makes an instance for each connection.
     *
     * @param endpoint the host's endpoint class
     * @param path where it is deployed
     * @return the configuration to deploy; add subprotocols, encoders and extensions as usual
     */
    public ServerEndpointConfig.Builder guard(Class<? extends Endpoint> endpoint, String path) {
        Objects.requireNonNull(endpoint, "endpoint");
        return guard(path, () -> super.getEndpointInstance(endpoint));
    }

    /**
     * Puts the guard before an endpoint that the host makes, for example through dependency injection.
     *
     * @param endpoint gives the host's endpoint for one connection; called on the container's thread
     * @param path where it is deployed
     * @return the configuration to deploy; add subprotocols, encoders and extensions as usual
     */
    public ServerEndpointConfig.Builder guard(Supplier<? extends Endpoint> endpoint, String path) {
        Objects.requireNonNull(endpoint, "endpoint");
        return guard(path, endpoint::get);
    }

    private ServerEndpointConfig.Builder guard(String path, GuardingConfigurator.EndpointFactory endpoints) {
        // The deployed class has to be the guard's own: Tyrus calls its methods by reflection.
        return ServerEndpointConfig.Builder.create(GuardedEndpoint.class, path)
                .configurator(new GuardingConfigurator(
                        this, () -> new GuardedEndpoint(endpoints.create(), authenticator, settings)));
    }

    /**
     * Answers one of the host's protocols, or a marker such as {@code bearer}; never what stands in the token's place. It goes by
     * the conventions of the authenticator's extractor.
     */
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return SubprotocolAnswer.choose(requested, supported, authenticator.extractor());
    }

    /**
     * Starts the judging of the handshake, unless an {@link io.handclasp.websocket.servlet.AuthenticationFilter} admitted its
     * client already. A subclass that overrides this must call it, or every handshake is refused; on Tyrus, with
     * {@link RefusalAnswer#HTTP_STATUS}, a refusal leaves it as Tyrus's own exception, which must not be caught.
     *
     * @throws IllegalStateException when the endpoint is not guarded, or waits for first messages behind a filter that lets none
     *     through; the handshake then fails
     */
    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        if (config.getEndpointClass() != GuardedEndpoint.class) {
            throw new IllegalStateException(NOT_GUARDED);
        }
        PendingAdmission pending = judge(config, request);
        pending.leaveIn(config); // in any case: were the container to open a session all the same, it would be refused
        if (settings.refusals() == RefusalAnswer.HTTP_STATUS && isNoBrowser(request)) {
            pending.refusalNow()
                    .flatMap(refusal -> TyrusRefusal.prepare(response, refusal))
                    .ifPresent(TyrusRefusal::<RuntimeException>throwAsIs);
        }
    }

    private PendingAdmission judge(ServerEndpointConfig config, HandshakeRequest request) {
        if (request.getUserPrincipal() instanceof AuthenticatedPrincipal principal) {
            if (firstMessages.isPresent()) {
                log.error("{}; endpoint path {}", BEHIND_A_FILTER, config.getPath());
                throw new IllegalStateException(BEHIND_A_FILTER);
            }
            // The filter hid the token, so there is nothing left to judge.
            return new PendingAdmission(CompletableFuture.completedFuture(principal.outcome()));
        }
        return firstMessages
                .map(messages -> new PendingAdmission(messages.begin(JakartaHandshakes.from(request))))
                .orElseGet(
                        () -> new PendingAdmission(authenticator.authenticateAsync(JakartaHandshakes.from(request))));
    }

    private static boolean isNoBrowser(HandshakeRequest request) {
        List<String> origin = request.getHeaders().get("Origin");
        return origin == null || origin.isEmpty();
    }

    /**
     * Refuses: only what {@link #guard(Class, String)} returns can be deployed.
     *
     * @throws InstantiationException always
     */
    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
        throw new InstantiationException(NOT_GUARDED);
    }
}
