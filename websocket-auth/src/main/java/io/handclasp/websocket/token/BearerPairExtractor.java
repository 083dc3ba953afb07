package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;
import java.util.Optional;

/** The offered subprotocols {@code bearer, <token>}. */
final class BearerPairExtractor implements TokenExtractor {
    static final String MARKER = "bearer";

    @Override
    public Extraction extract(HandshakeRequest request) {
        List<String> offered = request.offeredSubprotocols();
        int marker = offered.indexOf(MARKER);
        if (marker < 0) {
            return new Extraction.Missing();
        }
        if (marker + 1 == offered.size()) {
            return new Extraction.Malformed("the subprotocol bearer is offered with no token after it");
        }
        if (offered.subList(marker + 1, offered.size()).contains(MARKER)) {
            return new Extraction.Malformed("the subprotocol bearer is offered more than once");
        }
        Optional<BearerToken> token = BearerToken.parse(offered.get(marker + 1));
        if (token.isEmpty()) {
            return new Extraction.Malformed("the subprotocol after bearer is no b64token");
        }
        return new Extraction.Found(token.get(), TokenSource.SUBPROTOCOL, Optional.of(MARKER));
    }
}
