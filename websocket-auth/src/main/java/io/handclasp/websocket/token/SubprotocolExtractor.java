package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;

/** The offered subprotocols, by the conventions of a registry. */
record SubprotocolExtractor(SubprotocolConventions conventions) implements TokenExtractor {
    @Override
    public Extraction extract(HandshakeRequest request) {
        List<String> offered = request.offeredSubprotocols();
        return offered.isEmpty()
                ? new Extraction.Missing()
                : conventions.read(offered).extraction();
    }

    @Override
    public List<SubprotocolConventions> subprotocolConventions() {
        return List.of(conventions);
    }
}
