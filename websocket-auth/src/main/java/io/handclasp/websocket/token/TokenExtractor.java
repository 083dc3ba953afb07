package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;

/**
 * Answers: which token does this handshake carry? Implementations are called by many threads at once and answer bad
 * input with {@link Extraction.Malformed}; an exception is taken for a bug of the extractor and refuses the handshake.
 *
 * @see TokenExtractors
 */
@FunctionalInterface
public interface TokenExtractor {
    /**
     * Looks for the token.
     *
     * @param request the handshake
     * @return what was found
     */
    Extraction extract(HandshakeRequest request);
}
