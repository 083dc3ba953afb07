package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.token.BearerToken;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one run learns about the authenticator before faults are rehearsed. The checks of faults depend on the one that learns it. Safe
 * for use by many threads.
 */
final class RehearsalFacts {
    /** The reason to skip what is about calls. */
    static final String NO_CALLS = "tokens are judged in this process, with keys that are fetched: there is no call for"
            + " each token that could fail";

    private final AtomicReference<@Nullable Facts> facts = new AtomicReference<>();

    /**
     * What was learnt.
     *
     * @param requestsPerHandshake how many requests a first handshake makes
     * @param callsPerToken whether each token costs a call
     */
    record Facts(int requestsPerHandshake, boolean callsPerToken) {}

    Facts get() {
        return Objects.requireNonNull(facts.get(), "the rehearsal was not opened before");
    }

    void set(Facts learnt) {
        facts.set(learnt);
    }

    /** Where each token does cost a call: empty; else the outcome of a check of such calls. */
    Optional<CheckOutcome> withoutCalls() {
        return get().callsPerToken() ? Optional.empty() : Optional.of(CheckOutcome.skipped(NO_CALLS));
    }

    CheckOutcome learn(AuthCheckSettings settings, Deadline deadline) throws Exception {
        Rehearsal opened;
        try {
            opened = Rehearsal.of(settings);
        } catch (IllegalStateException cannot) {
            return CheckOutcome.skipped("faults cannot be rehearsed: " + cannot.getMessage());
        }
        try (Rehearsal rehearsal = opened) {
            return learn(rehearsal, settings, deadline);
        }
    }

    private CheckOutcome learn(Rehearsal rehearsal, AuthCheckSettings settings, Deadline deadline) throws Exception {
        BearerToken good = settings.tokens().good();
        AuthOutcome outcome = settings.ask(rehearsal.copy(), good, deadline);
        CheckOutcome admitted = AdmissionChecks.admitted("the good token", outcome);
        if (!(outcome instanceof AuthOutcome.Authenticated)) {
            return admitted;
        }
        int first = rehearsal.requests();
        // A key set is fetched once; a service that judges tokens is asked about this one, too.
        AuthOutcome forged = settings.ask(rehearsal.copy(), TokenForgery.bitFlipped(good), deadline);
        set(new Facts(first, rehearsal.requests() > first));
        return forged instanceof AuthOutcome.Authenticated
                ? CheckOutcome.failed("a forged token was admitted")
                : admitted;
    }
}
