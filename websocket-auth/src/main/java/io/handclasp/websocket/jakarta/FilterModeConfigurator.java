package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.AuthenticatedPrincipal;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.token.TokenExtractors;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For endpoints behind an {@link io.handclasp.websocket.servlet.AuthenticationFilter}, annotated ones as well:
 *
 * <pre>{@code @ServerEndpoint(value = "/chat", configurator = FilterModeConfigurator.class)}</pre>
 *
 * <p>It lets nobody in on whom the filter did not pass a verdict. A handshake without one means that the filter is not
 * installed, not mapped to this path, or stands behind the container's upgrade; it fails, and the log says so. On a container
 * without servlets every handshake fails.
 *
 * <p>Stateless, so it is shared by all connections. A subclass may have a container for dependency injection make the
 * endpoints; when it overrides {@link #modifyHandshake}, it must call this one.
 */
@SuppressWarnings("exports") // a host that uses this class requires the API itself; the others do without
public class FilterModeConfigurator extends ServerEndpointConfig.Configurator {
    private static final Logger log = LoggerFactory.getLogger(FilterModeConfigurator.class);
    private static final String NO_VERDICT = "the endpoint is in filter mode and no AuthenticationFilter judged this"
            + " handshake: register the filter for the endpoint's path, before the container's upgrade";

    private final TokenExtractor extractor;

    /** Made by the container, or by the host; answers by {@link TokenExtractors#standard()}. */
    public FilterModeConfigurator() {
        this(TokenExtractors.standard());
    }

    /**
     * Answers by the conventions of another extractor. A subclass that a container makes hands it on.
     *
     * @param extractor the one of the filter's authenticator
     */
    public FilterModeConfigurator(TokenExtractor extractor) {
        this.extractor = Objects.requireNonNull(extractor, "extractor");
    }

    /** Answers one of the host's protocols, or a marker such as {@code bearer}; never what stands in a token's place. */
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return SubprotocolAnswer.choose(requested, supported, extractor);
    }

    /**
     * Fails the handshake unless the filter admitted its client.
     *
     * @throws IllegalStateException when there is no verdict
     */
    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        if (!(request.getUserPrincipal() instanceof AuthenticatedPrincipal)) {
            log.error("{}; endpoint path {}", NO_VERDICT, config.getPath());
            throw new IllegalStateException(NO_VERDICT);
        }
    }
}
