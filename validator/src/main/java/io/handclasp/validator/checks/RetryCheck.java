package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.token.BearerToken;
import java.util.Optional;

/** Whether one lost call is made good, an outage is not multiplied, and a verdict is not asked for twice. */
record RetryCheck(AuthCheckSettings settings, RehearsalFacts facts) implements Check {
    @Override
    public CheckOutcome run(Deadline deadline) throws Exception {
        Optional<CheckOutcome> without = facts.withoutCalls();
        if (without.isPresent()) {
            return without.get();
        }
        int attempts = settings.authenticator().resilience().retry().maxAttempts();
        CheckOutcome lost = oneCallIsLost(attempts, deadline);
        if (lost.state() != CheckState.PASSED) {
            return lost;
        }
        return bounded(attempts, deadline).orElse(lost);
    }

    private CheckOutcome oneCallIsLost(int attempts, Deadline deadline) throws Exception {
        try (Rehearsal rehearsal = Rehearsal.of(settings)) {
            rehearsal.failNext(1);
            AuthOutcome outcome =
                    settings.ask(rehearsal.copy(), settings.tokens().good(), deadline);
            int requests = rehearsal.requests();
            if (attempts == 1) {
                return requests == 1
                        ? CheckOutcome.passed("the policy has one attempt only, and one was made")
                        : CheckOutcome.failed(
                                requests + " requests were made, although the policy has one attempt only");
            }
            boolean madeGood = outcome instanceof AuthOutcome.Authenticated admitted
                    && admitted.evidence().source() == Evidence.Source.FRESH
                    && requests > 1;
            return madeGood
                    ? CheckOutcome.passed("one lost call was made good by another attempt")
                    : CheckOutcome.failed(
                            "one call was lost, and of up to " + attempts + " attempts no other one made it"
                                    + " good: the handshake was " + AuthCheckSettings.words(outcome));
        }
    }

    /** What is wrong with how often is asked; empty when nothing is. */
    private Optional<CheckOutcome> bounded(int attempts, Deadline deadline) throws Exception {
        int perHandshake = facts.get().requestsPerHandshake();
        try (Rehearsal rehearsal = Rehearsal.of(settings)) {
            rehearsal.down(true);
            AuthOutcome ignored = settings.ask(rehearsal.copy(), TokenForgery.junk(), deadline);
            if (rehearsal.requests() > attempts * perHandshake) {
                return Optional.of(CheckOutcome.failed(rehearsal.requests()
                        + " requests were made for one handshake while all failed, although the policy has " + attempts
                        + " attempts: it was " + AuthCheckSettings.words(ignored)));
            }
        }
        try (Rehearsal rehearsal = Rehearsal.of(settings)) {
            BearerToken forged = TokenForgery.bitFlipped(settings.tokens().good());
            AuthOutcome outcome = settings.ask(rehearsal.copy(), forged, deadline);
            return outcome instanceof AuthOutcome.Rejected && rehearsal.requests() > perHandshake
                    ? Optional.of(CheckOutcome.failed("a token that is refused was asked about " + rehearsal.requests()
                            + " times: a verdict must not be tried again"))
                    : Optional.empty();
        }
    }
}
