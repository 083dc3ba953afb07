package io.handclasp.validator.checks;

import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.token.BearerToken;

/**
 * Puts a token into a handshake that is judged without a connection. A golden path connects for real and has
 * {@link io.handclasp.validator.golden.TokenCarrier}. Safe for use by many threads.
 *
 * @see HandshakeCarriers
 */
public interface HandshakeCarrier {
    /**
     * Names the carrier in the id of its check.
     *
     * @return lower-case words of letters and digits joined by single hyphens, for example {@code authorization-header}
     */
    String id();

    /**
     * Puts a token into a handshake.
     *
     * @param token the token
     * @param request the handshake that a client makes
     */
    void put(BearerToken token, HandshakeRequest.Builder request);
}
