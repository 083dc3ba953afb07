package io.handclasp.websocket.session;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.verify.RejectReason;

/**
 * Why and how a session is closed.
 *
 * @param end why
 * @param code the close code
 * @param reason the text that goes with it, short ASCII
 * @param paced whether it waits behind those that came before it, and its client may be asked to wait; a session that must not
 *     go on is closed before those whose time was simply up
 */
record Closing(AuthEvent.SessionEnd end, int code, String reason, boolean paced) {
    private static final int UNAUTHENTICATED = 4401;
    private static final int FORBIDDEN = 4403;

    static final Closing EXPIRED = new Closing(
            AuthEvent.SessionEnd.EXPIRED, RejectReason.EXPIRED.closeCode(), RejectReason.EXPIRED.description(), true);
    static final Closing TOO_OLD =
            new Closing(AuthEvent.SessionEnd.TOO_OLD, UNAUTHENTICATED, "the session needs a fresh token", true);
    static final Closing REVOKED = new Closing(
            AuthEvent.SessionEnd.REVOKED, RejectReason.REVOKED.closeCode(), RejectReason.REVOKED.description(), false);
    static final Closing OTHER_SUBJECT =
            new Closing(AuthEvent.SessionEnd.OTHER_SUBJECT, FORBIDDEN, "the token is another subject's", false);
    static final Closing NOT_CONFIRMED =
            new Closing(AuthEvent.SessionEnd.NOT_CONFIRMED, UNAUTHENTICATED, "the token was not confirmed", false);
    static final Closing BY_HOST =
            new Closing(AuthEvent.SessionEnd.BY_HOST, UNAUTHENTICATED, "the session was ended", true);

    /** A session that was admitted and cannot be guarded. */
    static Closing refused(AuthOutcome.Refusal refusal) {
        if (refusal instanceof AuthOutcome.Rejected rejected && rejected.reason() != RejectReason.REVOKED) {
            return NOT_CONFIRMED; // the judge said so meanwhile; a moment later the session would have been closed so
        }
        AuthEvent.SessionEnd end = refusal instanceof AuthOutcome.Rejected
                ? AuthEvent.SessionEnd.REVOKED
                : AuthEvent.SessionEnd.NOT_GUARDED;
        return new Closing(end, refusal.closeCode(), refusal.closeReason(), false);
    }

    /** The text, with how long the client should wait before it comes back; zero for at once. */
    String reasonWithHint(int seconds) {
        return seconds == 0 ? reason : reason + ", retry in " + seconds + " s";
    }
}
