package io.handclasp.websocket.faults;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;

/**
 * What became of one handshake.
 *
 * @param token its token
 * @param outcome its one outcome
 * @param elapsed from the question to the outcome
 * @param calls how many calls it made to the auth service
 */
record Met(String token, AuthOutcome outcome, Duration elapsed, int calls) {
    boolean admitted() {
        return outcome instanceof AuthOutcome.Authenticated;
    }

    boolean unavailable() {
        return outcome instanceof AuthOutcome.Unavailable;
    }

    AuthOutcome.Unavailable noVerdict() {
        return (AuthOutcome.Unavailable) outcome;
    }

    UnavailableReason cause() {
        return noVerdict().cause();
    }

    /** The outcome in the words of the page, where a cause is code. */
    String words() {
        if (outcome instanceof AuthOutcome.Authenticated) {
            return "admitted";
        }
        if (outcome instanceof AuthOutcome.Unavailable none) {
            return "503 `" + none.cause() + "`";
        }
        AuthOutcome.Refusal refusal = (AuthOutcome.Refusal) outcome;
        return refusal instanceof AuthOutcome.Rejected rejected
                ? refusal.httpStatus() + " `" + rejected.reason() + "`"
                : String.valueOf(refusal.httpStatus());
    }
}
