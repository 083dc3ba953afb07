package io.handclasp.examples.containers.spring;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.AuthenticatedPrincipal;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Judges a handshake before Spring upgrades it, and refuses it with an HTTP status. The thread of the container waits for the
 * verdict, at most for the policy's deadline.
 */
public final class AuthenticatingInterceptor implements HandshakeInterceptor {
    /** The attribute that holds the principal of an admitted client. */
    static final String PRINCIPAL = "io.handclasp.principal";

    private final WebSocketAuthenticator authenticator;

    /** Judges with the host's authenticator. */
    public AuthenticatingInterceptor(WebSocketAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        AuthOutcome outcome = authenticator.authenticate(handshake(request));
        if (outcome instanceof AuthOutcome.Authenticated admitted) {
            attributes.put(PRINCIPAL, new AuthenticatedPrincipal(admitted));
            return true;
        }
        AuthOutcome.Refusal refusal = (AuthOutcome.Refusal) outcome;
        response.setStatusCode(HttpStatusCode.valueOf(refusal.httpStatus()));
        refusal.httpHeaders().forEach(response.getHeaders()::set);
        return false;
    }

    private static HandshakeRequest handshake(ServerHttpRequest request) {
        HandshakeRequest.Builder builder = HandshakeRequest.builder()
                .path(request.getURI().getRawPath())
                .remoteAddress(request.getRemoteAddress());
        request.getHeaders().forEach((name, lines) -> builder.headers(Map.of(name, List.copyOf(lines))));
        String query = request.getURI().getRawQuery();
        return (query == null ? builder : builder.rawQuery(query)).build();
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {
        // Spring reports a failed upgrade itself.
    }
}
