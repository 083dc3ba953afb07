package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.net.URI;
import java.util.Optional;

/** Reads a handshake out of Jakarta WebSocket's own type. */
@SuppressWarnings("exports") // a host that uses this class requires the API itself; the others do without
public final class JakartaHandshakes {
    private JakartaHandshakes() {}

    /**
     * Copies the headers, the path and the query. The remote address stays empty: Jakarta WebSocket does not tell it. The path
     * is {@code /} when the container cannot read what the client asked for.
     *
     * @param request the container's request, as {@code modifyHandshake} gets it
     * @return the handshake
     */
    public static HandshakeRequest from(jakarta.websocket.server.HandshakeRequest request) {
        HandshakeRequest.Builder builder = HandshakeRequest.builder().headers(request.getHeaders());
        path(request).ifPresent(builder::path);
        // Containers disagree about the query in the URI, but not about this one.
        String query = request.getQueryString();
        if (query != null && !query.isEmpty()) {
            builder.rawQuery(query);
        }
        return builder.build();
    }

    private static Optional<String> path(jakarta.websocket.server.HandshakeRequest request) {
        try {
            return Optional.ofNullable(request.getRequestURI())
                    .map(URI::getRawPath)
                    .filter(path -> !path.isEmpty());
        } catch (IllegalArgumentException notAUri) {
            // Jetty makes the URI only when it is asked, and cannot of "/chat?%". No verdict hangs on the path.
            return Optional.empty();
        }
    }
}
