package io.handclasp.examples.containers.spring;

import io.handclasp.websocket.AuthenticatedPrincipal;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.token.SubprotocolChoice;
import io.handclasp.websocket.token.TokenExtractor;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * Answers a page that offers a marker such as {@code bearer} and a token, and makes the admitted client the session's principal.
 *
 * <p>Do not let this class log at TRACE: Spring's part of it then writes the headers of each handshake, tokens included.
 */
public final class TokenHandshakeHandler extends DefaultHandshakeHandler {
    private final TokenExtractor extractor;

    /** Answers by the conventions by which the host's authenticator looks for tokens. */
    public TokenHandshakeHandler(WebSocketAuthenticator authenticator) {
        this.extractor = authenticator.extractor();
    }

    @Override
    protected @Nullable String selectProtocol(List<String> requested, WebSocketHandler handler) {
        return SubprotocolChoice.choose(requested, List.of(getSupportedProtocols()), extractor)
                .orElse(null);
    }

    @Override
    protected @Nullable Principal determineUser(
            ServerHttpRequest request, WebSocketHandler handler, Map<String, Object> attributes) {
        return (AuthenticatedPrincipal) attributes.get(AuthenticatingInterceptor.PRINCIPAL);
    }
}
