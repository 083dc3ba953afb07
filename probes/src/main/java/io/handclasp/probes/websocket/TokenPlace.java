package io.handclasp.probes.websocket;

/** Where the token of a handshake is put. */
public enum TokenPlace {
    /** In the header {@code Authorization: Bearer …} (RFC 6750). */
    AUTHORIZATION_HEADER,
    /** As the pair of subprotocols {@code bearer, <token>}, as browsers do it. */
    SUBPROTOCOL_PAIR
}
