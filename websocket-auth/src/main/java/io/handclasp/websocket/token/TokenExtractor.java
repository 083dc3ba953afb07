package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;

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

    /**
     * By which conventions this extractor looks for tokens in the offered subprotocols. Whoever answers the handshake asks for
     * them, so that what is read as a token here is never answered there. An extractor that asks others hands on theirs.
     *
     * @return the registries that it reads by, in its order; none when it does not look there, which is the default
     */
    default List<SubprotocolConventions> subprotocolConventions() {
        return List.of();
    }
}
