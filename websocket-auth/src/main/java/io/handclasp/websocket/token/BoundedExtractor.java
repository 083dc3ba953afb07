package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;
import java.util.Optional;

/** Keeps an extractor from handshakes that exceed their limits, and its tokens within them. */
record BoundedExtractor(TokenExtractor extractor) implements TokenExtractor {
    static TokenExtractor around(TokenExtractor extractor) {
        return extractor instanceof BoundedExtractor ? extractor : new BoundedExtractor(extractor);
    }

    @Override
    public Extraction extract(HandshakeRequest request) {
        Optional<String> excess = request.excess();
        if (excess.isPresent()) {
            return new Extraction.Malformed(excess.get());
        }
        Extraction extraction = extractor.extract(request);
        int longest = request.limits().maxTokenLength();
        return extraction instanceof Extraction.Found found && found.token().length() > longest
                ? new Extraction.Malformed("the token has more than " + longest + " characters")
                : extraction;
    }

    @Override
    public List<SubprotocolConventions> subprotocolConventions() {
        return extractor.subprotocolConventions();
    }
}
