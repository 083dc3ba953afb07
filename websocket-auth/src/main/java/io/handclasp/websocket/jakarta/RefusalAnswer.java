package io.handclasp.websocket.jakarta;

/**
 * How {@link HandshakeConfigurator} tells a client that it is refused, when the verdict is there before the upgrade is
 * answered. A verdict that comes later is always told by closing.
 */
public enum RefusalAnswer {
    /**
     * The upgrade is accepted and the session closed at once with the refusal's close code: the same on every container, and
     * the only answer that tells a web page why. The default.
     */
    CLOSE_CODE,
    /**
     * An HTTP status, where the container can send one from a handshake. Only Tyrus can; the others answer as with
     * {@link #CLOSE_CODE}, and so does Tyrus to a client that sends {@code Origin}: that is a browser, and a browser shows no
     * status to a page.
     */
    HTTP_STATUS
}
