package io.handclasp.websocket.session;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.verify.RejectReason;
import java.util.Objects;

/** What became of an attempt to renew a session. Immutable. */
public sealed interface Renewal {

    /**
     * The session lives as long as the new token.
     *
     * @param admission whose token it is; the same subject as before
     */
    record Renewed(AuthOutcome.Authenticated admission) implements Renewal {
        /** Refuses a missing outcome. */
        public Renewed {
            Objects.requireNonNull(admission, "admission");
        }
    }

    /**
     * The new token is bad. The session lives until its present token ends, unless the new one was revoked or refused just when
     * the session had it: then it is being closed.
     *
     * @param reason why
     */
    record Refused(RejectReason reason) implements Renewal {
        /** Refuses a missing reason. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * There is no verdict on the new token: the client may send it again. The session lives until its present token ends, unless
     * the revocations could not be asked any more when the session had the new one: then it is being closed, with 1011 or 1013.
     *
     * @param refusal {@link AuthOutcome.Unavailable}, or {@link AuthOutcome.Errored} when the host's code failed
     */
    record NotJudged(AuthOutcome.Refusal refusal) implements Renewal {
        /** Refuses a missing outcome. */
        public NotJudged {
            Objects.requireNonNull(refusal, "refusal");
        }
    }

    /** The new token is another subject's or another issuer's: the session is being closed. */
    record OtherSubject() implements Renewal {}

    /** The session ended before there was a verdict. */
    record Ended() implements Renewal {}

    /** Another token of the same session is being judged: one at a time. */
    record Busy() implements Renewal {}
}
