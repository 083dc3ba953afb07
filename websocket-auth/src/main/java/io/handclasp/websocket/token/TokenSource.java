package io.handclasp.websocket.token;

/** Which part of the handshake carried the token. */
public enum TokenSource {
    /** The {@code Authorization} request header (RFC 6750, section 2.1). */
    AUTHORIZATION_HEADER,
    /** An offered subprotocol, the only header that a browser's {@code WebSocket} can set. */
    SUBPROTOCOL,
    /** A cookie (RFC 6265), which a browser attaches to what any page asks for. */
    COOKIE,
    /** A parameter of the query (RFC 6750, section 2.3), which lands in logs. */
    QUERY_PARAMETER,
    /** The first message after the upgrade. */
    FIRST_MESSAGE,
}
