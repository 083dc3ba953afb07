package io.handclasp.websocket.feed;

import io.handclasp.core.Settings;
import java.util.Objects;

/**
 * What to answer to whoever sent a statement. Immutable; holds nothing of the statement.
 *
 * @param result what became of it
 * @param httpStatus the status to answer: 200 to a logout token and 202 to a security event token that was taken, 400 to one
 *     that is bad, 503 to one that should be sent again
 * @param body the JSON to answer with {@code Content-Type: application/json} and {@code Cache-Control: no-store}; empty for none
 * @param detail why it was not taken, in a short sentence; empty when it was
 */
public record SecurityEventReply(Result result, int httpStatus, String body, String detail) {

    /** What became of a statement. */
    public enum Result {
        /** What it says was revoked. */
        APPLIED,
        /** It came before, and was carried out then. */
        REPEATED,
        /** It is good, and says nothing about sessions. */
        IGNORED,
        /** It is bad: sent again, it is as bad. */
        REFUSED,
        /** It could not be judged or carried out: it should be sent again. */
        POSTPONED
    }

    /** Refuses missing parts. */
    public SecurityEventReply {
        Objects.requireNonNull(result, "result");
        Settings.requireRange("httpStatus", httpStatus, 200, 503);
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(detail, "detail");
    }
}
