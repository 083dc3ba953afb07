package io.handclasp.websocket.feed;

import io.handclasp.websocket.verify.RejectReason;

/** The two kinds of statements, and how each is answered. */
enum StatementKind {
    /** OpenID Connect Back-Channel Logout 1.0, section 2.8. */
    LOGOUT(200, "error", "error_description"),
    /** RFC 8935, sections 2.2 to 2.4. */
    SECURITY_EVENT(202, "err", "description");

    private final int taken;
    private final String errorName;
    private final String descriptionName;

    StatementKind(int taken, String errorName, String descriptionName) {
        this.taken = taken;
        this.errorName = errorName;
        this.descriptionName = descriptionName;
    }

    SecurityEventReply taken(SecurityEventReply.Result result) {
        return new SecurityEventReply(result, taken, "", "");
    }

    /** Code and description are constants of this package and of {@link RejectReason}: nothing in them needs escaping. */
    SecurityEventReply refused(String error, String description) {
        String body = "{\"" + errorName + "\":\"" + error + "\",\"" + descriptionName + "\":\"" + description + "\"}";
        return new SecurityEventReply(SecurityEventReply.Result.REFUSED, 400, body, description);
    }

    SecurityEventReply refused(RejectReason reason) {
        return refused(this == LOGOUT ? "invalid_request" : errorOf(reason), reason.description());
    }

    /** RFC 8935, section 2.4. */
    private static String errorOf(RejectReason reason) {
        return switch (reason) {
            case BAD_SIGNATURE, UNKNOWN_KEY, UNSUPPORTED_ALGORITHM -> "invalid_key";
            case WRONG_ISSUER -> "invalid_issuer";
            case WRONG_AUDIENCE -> "invalid_audience";
            default -> "invalid_request";
        };
    }

    static SecurityEventReply postponed(String why) {
        return new SecurityEventReply(SecurityEventReply.Result.POSTPONED, 503, "", why);
    }
}
