package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.resilience.DegradedPolicy;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.token.BearerToken;
import java.time.Duration;
import java.util.Optional;

/** Whether the degraded policy does what it promises while no call reaches the auth service. */
record DegradedCheck(AuthCheckSettings settings, RehearsalFacts facts) implements Check {
    private static final int TRIES = 3;
    private static final Duration BEYOND = Duration.ofMillis(50);

    @Override
    public CheckOutcome run(Deadline deadline) throws Exception {
        Optional<CheckOutcome> without = facts.withoutCalls();
        if (without.isPresent()) {
            return without.get();
        }
        DegradedPolicy policy = settings.authenticator().resilience().degraded();
        if (policy instanceof DegradedPolicy.VerifyLocally) {
            return locally(deadline);
        }
        return policy instanceof DegradedPolicy.ReuseVerdict ? reused(deadline) : failsClosed(deadline);
    }

    private CheckOutcome failsClosed(Deadline deadline) throws Exception {
        try (Rehearsal rehearsal = Rehearsal.of(settings)) {
            rehearsal.down(true);
            return sentAway(settings.ask(rehearsal.copy(), settings.tokens().good(), deadline), "a good token");
        }
    }

    /** Told to come back: neither admitted nor refused for good. */
    private static CheckOutcome sentAway(AuthOutcome outcome, String who) {
        if (!(outcome instanceof AuthOutcome.Unavailable unavailable)) {
            return CheckOutcome.failed("nobody could judge, and " + who + " was " + AuthCheckSettings.words(outcome));
        }
        String retryAfter = unavailable.httpHeaders().getOrDefault("Retry-After", "");
        return unavailable.httpStatus() == 503 && unavailable.closeCode() == 1013 && retryAfter.matches("[1-9][0-9]*")
                ? CheckOutcome.passed("nobody could judge, and " + who + " was told to come back in " + retryAfter
                        + " s (503 or 1013)")
                : CheckOutcome.failed(
                        "nobody could judge, and " + who + " was not answered with 503, Retry-After and 1013");
    }

    private CheckOutcome locally(Deadline deadline) throws Exception {
        BearerToken good = settings.tokens().good();
        try (Rehearsal rehearsal = Rehearsal.of(settings)) {
            rehearsal.down(true);
            AuthOutcome outcome = settings.ask(rehearsal.copy(), good, deadline);
            // The local judge may have to fetch its keys first.
            for (int i = 1; i < TRIES && !(outcome instanceof AuthOutcome.Authenticated); i++) {
                outcome = settings.ask(rehearsal.copy(), good, deadline);
            }
            if (!isAdmitted(outcome, Evidence.Source.LOCAL)) {
                return CheckOutcome.failed("another verifier should have judged the good token, and it was "
                        + AuthCheckSettings.words(outcome));
            }
            AuthOutcome forged = settings.ask(rehearsal.copy(), TokenForgery.bitFlipped(good), deadline);
            return forged instanceof AuthOutcome.Authenticated
                    ? CheckOutcome.failed("the other verifier admitted a forged token")
                    : CheckOutcome.passed("another verifier admitted the good token, and a forged one was "
                            + AuthCheckSettings.words(forged));
        }
    }

    private CheckOutcome reused(Deadline deadline) throws Exception {
        Duration ttl = settings.authenticator().resilience().cache().ttl();
        if (ttl.compareTo(settings.patience()) > 0) {
            return CheckOutcome.skipped("a verdict is stale after " + ttl
                    + " (cache.ttl), and the patience of these checks" + " is " + settings.patience());
        }
        BearerToken good = settings.tokens().good();
        try (Rehearsal rehearsal = Rehearsal.of(settings)) {
            AuthOutcome learnt = settings.ask(rehearsal.copy(), good, deadline);
            if (!(learnt instanceof AuthOutcome.Authenticated)) {
                return CheckOutcome.unknown("before the fault the good token was " + AuthCheckSettings.words(learnt));
            }
            rehearsal.down(true);
            settings.pause(ttl.plus(BEYOND), deadline);
            AuthOutcome stale = settings.ask(rehearsal.copy(), good, deadline);
            if (!isAdmitted(stale, Evidence.Source.STALE)) {
                return CheckOutcome.failed("the last verdict should have been used again, and the good token was "
                        + AuthCheckSettings.words(stale));
            }
            return sentAway(
                    settings.ask(rehearsal.copy(), TokenForgery.junk(), deadline),
                    "a known token was admitted, and an unknown one");
        }
    }

    private static boolean isAdmitted(AuthOutcome outcome, Evidence.Source source) {
        return outcome instanceof AuthOutcome.Authenticated admitted
                && admitted.evidence().source() == source;
    }
}
