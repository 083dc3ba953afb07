package io.handclasp.examples.containers;

/** What a container does of its own, where Handclasp relies on it or guards against it. */
public enum Fact {
    CHECK_ORIGIN_FALSE("`checkOrigin` answers false"),
    MODIFY_HANDSHAKE_THROWS("`modifyHandshake` throws"),
    ORDER("`checkOrigin`, `getNegotiatedSubprotocol`, `getNegotiatedExtensions`, `modifyHandshake`,"
            + " `getEndpointInstance`, `onOpen`, in this order"),
    SUBPROTOCOL_EMPTY("`getNegotiatedSubprotocol` answers `\"\"`"),
    SUBPROTOCOL_NOT_OFFERED("it answers what was not offered"),
    SUBPROTOCOL_WITHOUT_OFFER("it is called when nothing is offered"),
    PROTOCOL_LINES("`Sec-WebSocket-Protocol: chat, v2` and `Sec-WebSocket-Protocol: v1`, in `getHeaders()`"),
    AUTHORIZATION_LINES("two `Authorization` lines, in `getHeaders()`"),
    HEADER_CASE("`getHeaders().get(\"aUTHORIZATION\")`"),
    MISSING_HEADER("`getHeaders().get` of a header that is not there"),
    REQUEST_URI("`getRequestURI()` in the handshake"),
    QUERY("`getQueryString()` in the handshake"),
    USER_PROPERTIES("user properties set in `modifyHandshake`"),
    CLOSE_CODES("1008, 1013, 3000 and 4401 as close codes in `onOpen`"),
    ON_OPEN_THROWS("`onOpen` throws"),
    PING("a ping, and no handler"),
    EARLY_FRAMES("frames that come in one packet with the handshake"),
    FILTER_APPENDED("a filter that is registered last stands before the upgrade"),
    QUERY_IN_ACCESS_LOG("a token in the query stands in the access log"),
    REFUSED_IN_HANDSHAKE("Handclasp's refusal in the handshake (`RefusalAnswer.HTTP_STATUS`)");

    private final String text;

    Fact(String text) {
        this.text = text;
    }

    /** A line's head in the table. */
    public String text() {
        return text;
    }
}
