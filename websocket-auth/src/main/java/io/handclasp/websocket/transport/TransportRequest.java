package io.handclasp.websocket.transport;

import io.handclasp.core.Redaction;
import io.handclasp.core.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * A request to the auth service. Immutable. Its headers and its body hold the token and the host's credentials, so
 * {@link #toString()} shows the method and the address only.
 *
 * @param method the HTTP method
 * @param uri the address
 * @param headers one value for each name
 * @param body the body, empty for none
 */
public record TransportRequest(String method, URI uri, Map<String, String> headers, String body) {
    /** Copies the headers. */
    public TransportRequest {
        Settings.requireText("method", method);
        Objects.requireNonNull(uri, "uri");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    @Override
    public String toString() {
        return "TransportRequest[" + method + " " + Redaction.safeUri(uri) + "]";
    }
}
