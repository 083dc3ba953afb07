package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.token.BearerToken;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Whether handshakes with one token that arrive together share one question. */
record SingleFlightCheck(AuthCheckSettings settings, RehearsalFacts facts) implements Check {
    private static final int HANDSHAKES = 20;
    /** A machine that stands still for a moment lets an attempt time out, and another one is made. */
    private static final int TRIES = 3;

    @Override
    public CheckOutcome run(Deadline deadline) throws Exception {
        if (!settings.authenticator().resilience().cache().sharedFlights()) {
            return CheckOutcome.skipped("the policy has sharedFlights off: each handshake asks for itself");
        }
        CheckOutcome outcome = once(deadline);
        for (int i = 1; i < TRIES && outcome.state() != CheckState.PASSED; i++) {
            outcome = once(deadline);
        }
        return outcome;
    }

    private CheckOutcome once(Deadline deadline) throws Exception {
        try (Rehearsal rehearsal = Rehearsal.of(settings)) {
            BearerToken good = settings.tokens().good();
            rehearsal.hold();
            List<CompletionStage<AuthOutcome>> underWay =
                    settings.begin(rehearsal.copy(), Collections.nCopies(HANDSHAKES, good));
            rehearsal.release();
            List<AuthOutcome> outcomes = AuthCheckSettings.awaitAll(underWay, deadline);
            for (AuthOutcome outcome : outcomes) {
                if (!(outcome instanceof AuthOutcome.Authenticated)) {
                    return CheckOutcome.failed("one of " + HANDSHAKES + " handshakes with one good token was "
                            + AuthCheckSettings.words(outcome));
                }
            }
            int expected = facts.get().requestsPerHandshake();
            String message = HANDSHAKES + " handshakes with one token that came together made " + rehearsal.requests()
                    + " of " + expected + " requests that a single one makes";
            return rehearsal.requests() > expected ? CheckOutcome.failed(message) : CheckOutcome.passed(message);
        }
    }
}
