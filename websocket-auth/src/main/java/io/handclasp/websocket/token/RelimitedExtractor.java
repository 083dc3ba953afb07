package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;

/** Reads handshakes under other limits than their own. */
record RelimitedExtractor(HandshakeLimits limits, TokenExtractor extractor) implements TokenExtractor {
    @Override
    public Extraction extract(HandshakeRequest request) {
        return extractor.extract(request.within(limits));
    }

    @Override
    public List<SubprotocolConventions> subprotocolConventions() {
        return extractor.subprotocolConventions();
    }
}
