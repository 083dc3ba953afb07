package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;
import java.util.Optional;

/** {@code Authorization: Bearer <token>}. */
final class AuthorizationHeaderExtractor implements TokenExtractor {
    private static final String SCHEME = "bearer";

    @Override
    public Extraction extract(HandshakeRequest request) {
        List<String> lines = request.headers("Authorization");
        if (lines.isEmpty()) {
            return new Extraction.Missing();
        }
        if (lines.size() > 1) {
            return new Extraction.Malformed("more than one Authorization header");
        }
        String line = lines.get(0).strip();
        int schemeEnd = 0;
        while (schemeEnd < line.length() && line.charAt(schemeEnd) != ' ' && line.charAt(schemeEnd) != '\t') {
            schemeEnd++;
        }
        if (!line.substring(0, schemeEnd).equalsIgnoreCase(SCHEME)) {
            return new Extraction.Missing();
        }
        Optional<BearerToken> token =
                BearerToken.parse(line.substring(schemeEnd).strip());
        if (token.isEmpty()) {
            return new Extraction.Malformed("the Authorization header's Bearer credentials are no b64token");
        }
        return new Extraction.Found(token.get(), TokenSource.AUTHORIZATION_HEADER, Optional.empty());
    }
}
