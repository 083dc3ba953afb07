package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;

/** A parameter of the query, which may stand there once (RFC 6749, section 3.1). */
record QueryParameterExtractor(String name) implements TokenExtractor {
    @Override
    public Extraction extract(HandshakeRequest request) {
        List<String> values = request.queryParameters().getOrDefault(name, List.of());
        Extraction extraction =
                NamedValueExtractor.token(values, TokenSource.QUERY_PARAMETER, "query parameter " + name);
        return values.size() > 1 && extraction instanceof Extraction.Found
                ? new Extraction.Malformed("the query parameter " + name + " is sent more than once")
                : extraction;
    }
}
