package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.net.URI;

/** Reads a handshake out of Jakarta WebSocket's own type. */
@SuppressWarnings("exports") // a host that uses this class requires the API itself; the others do without
public final class JakartaHandshakes {
    private JakartaHandshakes() {}

    /**
     * Copies the headers, the path and the query. The remote address stays empty: Jakarta WebSocket does not tell it.
     *
     * @param request the container's request, as {@code modifyHandshake} gets it
     * @return the handshake
     */
    public static HandshakeRequest from(jakarta.websocket.server.HandshakeRequest request) {
        HandshakeRequest.Builder builder = HandshakeRequest.builder().headers(request.getHeaders());
        URI uri = request.getRequestURI();
        if (uri != null && uri.getRawPath() != null && !uri.getRawPath().isEmpty()) {
            builder.path(uri.getRawPath());
        }
        // Containers disagree about the query in the URI, but not about this one.
        String query = request.getQueryString();
        if (query != null && !query.isEmpty()) {
            builder.rawQuery(query);
        }
        return builder.build();
    }
}
