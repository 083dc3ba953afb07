package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.origin.OriginVerdict;
import java.util.List;

/** Judges the page before its token is looked for. */
record OriginGuardedExtractor(OriginPolicy origins, TokenExtractor extractor) implements TokenExtractor {
    @Override
    public Extraction extract(HandshakeRequest request) {
        return origins.judge(request) instanceof OriginVerdict.Refused refused
                ? new Extraction.ForeignOrigin(refused.reason().description())
                : extractor.extract(request);
    }

    @Override
    public List<SubprotocolConventions> subprotocolConventions() {
        return extractor.subprotocolConventions();
    }
}
