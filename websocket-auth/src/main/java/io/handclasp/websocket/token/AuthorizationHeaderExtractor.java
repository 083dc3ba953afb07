package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;
import java.util.Optional;

/** {@code Authorization: Bearer <token>}. The field is no list (RFC 9110, section 11.6.2): it may stand once. */
final class AuthorizationHeaderExtractor implements TokenExtractor {
    @Override
    public Extraction extract(HandshakeRequest request) {
        List<String> lines = request.headers("Authorization");
        if (lines.isEmpty()) {
            return new Extraction.Missing();
        }
        if (lines.size() > 1) {
            return new Extraction.Malformed("more than one Authorization header");
        }
        String value = BearerCredentials.trimmed(lines.get(0));
        return switch (BearerCredentials.kind(value)) {
            case OTHER_SCHEME -> new Extraction.Missing();
            case NONSENSE -> new Extraction.Malformed("the Authorization header holds no credentials");
            case BEARER -> found(BearerCredentials.token(value));
        };
    }

    private static Extraction found(Optional<BearerToken> token) {
        return token.<Extraction>map(
                        found -> new Extraction.Found(found, TokenSource.AUTHORIZATION_HEADER, Optional.empty()))
                .orElse(new Extraction.Malformed("the Authorization header's Bearer credentials are no b64token"));
    }
}
