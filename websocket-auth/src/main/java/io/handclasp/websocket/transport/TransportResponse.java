package io.handclasp.websocket.transport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the auth service answered. Immutable. {@link #toString()} shows the status only, since a body may hold claims.
 *
 * @param status the HTTP status
 * @param headers the lines of each header; names are case-insensitive
 * @param body the whole body as text
 */
public record TransportResponse(int status, Map<String, List<String>> headers, String body) {
    /** Copies the headers. */
    public TransportResponse {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) ->
                copy.computeIfAbsent(name, key -> new ArrayList<>()).addAll(values));
        copy.replaceAll((name, values) -> List.copyOf(values));
        headers = Collections.unmodifiableMap(copy);
        Objects.requireNonNull(body, "body");
    }

    /**
     * The first line of a header.
     *
     * @param name the header's name in any case
     * @return its value, empty when there is none
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    @Override
    public String toString() {
        return "TransportResponse[" + status + "]";
    }
}
