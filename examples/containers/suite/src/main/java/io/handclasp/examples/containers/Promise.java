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
    FILTER_ORIGIN(
            "filter",
            "the same origin is told by the request's own scheme and host; forwarded headers count from trusted proxies only"),
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

    FIRST_MESSAGE_ADMITS(
            "first message",
            "the first text, whole or in parts, is taken for the token; what follows is held and delivered in order"),
    FIRST_MESSAGE_FOR_HOST(
            "first message",
            "the endpoint gets the message of the token only when its format says so, and as the first"),
    FIRST_MESSAGE_REFUSES(
            "first message",
            "a binary, unreadable or too long first message closes with 4400 (or the container's 1009), a bad token with its code"),
    FIRST_MESSAGE_DEADLINE("first message", "a client that sends nothing is closed with 4401 by the deadline"),
    FIRST_MESSAGE_OUTAGE("first message", "without a verdict on the token the session is closed with 1013"),
    FIRST_MESSAGE_HEADER_WINS(
            "first message", "a token in the handshake is judged alone, and the first message is the endpoint's"),
    FIRST_MESSAGE_ORIGIN("first message", "a foreign origin is refused before any message"),
    FIRST_MESSAGE_PING("first message", "a ping is answered, and a pong held, before the token comes"),
    FIRST_MESSAGE_CLIENT_LEAVES(
            "first message",
            "a client that closes or resets before its token or its verdict is never shown to the host"),
    FIRST_MESSAGE_SHUTDOWN("first message", "closing the authenticator closes sessions that wait with 1013"),

    FUZZED(
            "attack",
            "500 handshakes with random headers, cookies and queries: one outcome each, nobody admitted without the good token"),
    SLOW_CLIENTS("attack", "64 handshakes a byte at a time, never finished: none is judged, others are served"),
    CANCELLED_CLIENTS("attack", "64 clients that leave before their verdict: one outcome each, and nothing is left"),

    NO_TOKEN_ANYWHERE("all", "no token in any log, access log, answer or event of the suite");

    private final String mode;
    private final String text;

    Promise(String mode, String text) {
        this.mode = mode;
        this.text = text;
    }

    /** Filter, handshake, deferred, first message, or all. */
    public String mode() {
        return mode;
    }

    /** A sentence for the table. */
    public String text() {
        return text;
    }
}
