package io.handclasp.websocket.session;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.observe.AuthEvent;

/** Renewals as they are told. */
final class SessionRenewalEvents {
    private SessionRenewalEvents() {}

    static AuthEvent.SessionRenewal of(Renewal renewal, String subject) {
        if (renewal instanceof Renewal.Renewed) {
            return new AuthEvent.SessionRenewal(AuthEvent.RenewalResult.RENEWED, "", subject);
        }
        if (renewal instanceof Renewal.Refused refused) {
            return new AuthEvent.SessionRenewal(
                    AuthEvent.RenewalResult.REFUSED, refused.reason().name(), subject);
        }
        if (renewal instanceof Renewal.NotJudged notJudged) {
            return new AuthEvent.SessionRenewal(
                    AuthEvent.RenewalResult.UNAVAILABLE, detailOf(notJudged.refusal()), subject);
        }
        return new AuthEvent.SessionRenewal(
                renewal instanceof Renewal.OtherSubject
                        ? AuthEvent.RenewalResult.OTHER_SUBJECT
                        : AuthEvent.RenewalResult.ENDED,
                "",
                subject);
    }

    private static String detailOf(AuthOutcome.Refusal refusal) {
        if (refusal instanceof AuthOutcome.Unavailable unavailable) {
            return unavailable.cause().name();
        }
        return refusal instanceof AuthOutcome.Errored errored ? errored.incidentId() : "";
    }
}
