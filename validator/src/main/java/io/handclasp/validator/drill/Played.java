package io.handclasp.validator.drill;

import io.handclasp.websocket.AuthOutcome;
import java.time.Duration;
import java.util.Optional;

/**
 * One handshake of a drill.
 *
 * @param outcome what became of it; empty when there was no answer in time
 * @param took how long the answer took, or the wait for it
 */
record Played(Optional<AuthOutcome> outcome, Duration took) {
    boolean admitted() {
        return outcome.filter(AuthOutcome.Authenticated.class::isInstance).isPresent();
    }

    boolean degraded() {
        return outcome.filter(each -> each instanceof AuthOutcome.Authenticated admitted
                        && admitted.evidence().degraded())
                .isPresent();
    }

    boolean unavailable() {
        return outcome.filter(AuthOutcome.Unavailable.class::isInstance).isPresent();
    }

    /** In few words, without anything of the token. */
    String shown() {
        if (outcome.isEmpty()) {
            return "no answer within " + Text.of(took);
        }
        AuthOutcome seen = outcome.get();
        if (seen instanceof AuthOutcome.Authenticated admitted) {
            return "admitted (" + admitted.evidence().source() + ")";
        } else if (seen instanceof AuthOutcome.Rejected rejected) {
            return "called bad (" + rejected.reason() + ")";
        } else if (seen instanceof AuthOutcome.Unavailable unavailable) {
            return "told to come back (" + unavailable.cause() + ")";
        }
        return "answered with an error of the host";
    }
}
