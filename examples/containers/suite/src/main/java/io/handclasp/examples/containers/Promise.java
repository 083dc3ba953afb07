package io.handclasp.examples.containers;

/** What Handclasp promises on every container. Each is shown by a test that names it with {@link Shows}. */
public enum Promise {
    FILTER_ADMITS(
            "filter", "a good token is admitted, to programmatic and annotated endpoints, which know whose it is"),
    FILTER_ANSWERS_BEARER("filter", "a page that offers `bearer, <token>` is answered `bearer`"),
    FILTER_REFUSES("filter", "a refusal is 400, 401, 403, 500 or 503 with its headers and no body"),
    FILTER_HIDES_TOKEN(
            "filter", "behind the filter there is no token: not in headers, cookies, query, parameters or session"),
    FILTER_NO_GHOST("filter", "what a client sends after its refusal is not processed"),
    FILTER_MISSING_DENIES("filter", "an endpoint in filter mode that no filter stands before lets nobody in"),
    FILTER_VERIFIES("filter", "`verifyInstalled` tells a filter before the upgrade from none"),
    UNFINISHED_IS_NOT_JUDGED("filter", "a handshake that does not end is not judged"),

    HANDSHAKE_ADMITS("handshake", "a good token is admitted at once, and the endpoint knows whose it is"),
    HANDSHAKE_REFUSES("handshake", "a refusal is told in the way the container can: a status, or a close code"),
    HANDSHAKE_TELLS_PAGES("handshake", "a page is told by the close code, and answered `bearer`, never the token"),
    HANDSHAKE_NO_GHOST("handshake", "what a client sends after its refusal is not processed"),
    HANDSHAKE_CLIENTS("handshake", "`java.net.http` and Tyrus clients see the refusal"),

    DEFERRED_HOLDS(
            "deferred", "texts, binaries, partial texts and pongs are held and delivered in order after `onOpen`"),
    DEFERRED_PING("deferred", "a ping is answered while the verdict is pending"),
    DEFERRED_REFUSES("deferred", "a late refusal closes with its code and drops what was held"),
    DEFERRED_BOUND("deferred", "too many messages or bytes before the verdict close with 1008"),
    DEFERRED_CLIENT_LEAVES(
            "deferred", "a client that closes, resets or half-closes before its verdict is never shown to the host"),
    DEFERRED_DEADLINE("deferred", "without a verdict the session is closed with 1013 by the deadline"),
    DEFERRED_SHUTDOWN("deferred", "closing the authenticator closes pending sessions with 1013"),
    DEFERRED_NO_THREAD("deferred", "with 64 verdicts pending, a further handshake and an open session are served"),
    DEFERRED_HOST_FAILS("deferred", "a host whose `onOpen` fails is told, and the session closed with 1011"),
    DEFERRED_ANNOTATED_FAILS(
            "deferred", "an annotated endpoint outside filter mode lets nobody in, and the log says why"),
    DEFERRED_NO_LEAK("deferred", "the container ends, and no thread of Handclasp is left"),

    NO_TOKEN_ANYWHERE("all", "no token in any log, access log, answer or event of the suite");

    private final String mode;
    private final String text;

    Promise(String mode, String text) {
        this.mode = mode;
        this.text = text;
    }

    /** Filter, handshake, deferred, or all. */
    public String mode() {
        return mode;
    }

    /** A sentence for the table. */
    public String text() {
        return text;
    }
}
