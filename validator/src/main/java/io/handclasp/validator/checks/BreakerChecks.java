package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.resilience.BreakerPolicy;
import io.handclasp.websocket.resilience.BreakerState;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.token.BearerToken;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the circuit breakers open when calls fail, keep calls away while open, and let users in again afterwards. */
record BreakerChecks(AuthCheckSettings settings, RehearsalFacts facts) {
    private static final int WAVE = 50;
    private static final int MOST_HANDSHAKES = 10_000;
    /** A breaker that is open for a shorter time may let a trial call through while we look. */
    private static final Duration SHORTEST_TO_LOOK_AT = Duration.ofMillis(500);

    private static final Duration STEP = Duration.ofMillis(100);

    CheckOutcome opens(Deadline deadline) throws Exception {
        Optional<CheckOutcome> cannot = cannotOpen();
        if (cannot.isPresent()) {
            return cannot.get();
        }
        try (Rehearsal rehearsal = Rehearsal.of(settings)) {
            int handshakes = open(rehearsal, deadline);
            if (!isOpen(rehearsal)) {
                return stayedClosed(rehearsal, handshakes);
            }
            int before = rehearsal.requests();
            AuthOutcome outcome = settings.ask(rehearsal.copy(), TokenForgery.junk(), deadline);
            int more = rehearsal.requests() - before;
            if (more > 0 && policy().openFor().compareTo(SHORTEST_TO_LOOK_AT) > 0) {
                return CheckOutcome.failed(more + " requests were made while the breaker was open");
            }
            return CheckOutcome.passed(
                    "opened within " + handshakes + " handshakes whose calls failed; the next one was "
                            + AuthCheckSettings.words(outcome) + ", with " + more + " calls");
        }
    }

    CheckOutcome recovers(Deadline deadline) throws Exception {
        Optional<CheckOutcome> cannot = cannotOpen();
        if (cannot.isPresent()) {
            return cannot.get();
        }
        Duration openFor = policy().openFor();
        if (openFor.compareTo(settings.patience()) > 0) {
            return CheckOutcome.skipped("an open breaker tries again after " + openFor + ", and the patience of these"
                    + " checks is " + settings.patience());
        }
        try (Rehearsal rehearsal = Rehearsal.of(settings)) {
            int handshakes = open(rehearsal, deadline);
            if (!isOpen(rehearsal)) {
                return stayedClosed(rehearsal, handshakes);
            }
            rehearsal.down(false);
            return admittedAgain(rehearsal, deadline);
        }
    }

    private CheckOutcome admittedAgain(Rehearsal rehearsal, Deadline deadline) throws Exception {
        BearerToken good = settings.tokens().good();
        long mendedNanos = deadline.timeSource().nanoTime();
        Duration longest = policy().openFor().plus(settings.patience());
        AuthOutcome outcome = settings.ask(rehearsal.copy(), good, deadline);
        while (true) {
            Duration since = Duration.ofNanos(deadline.timeSource().nanoTime() - mendedNanos);
            if (outcome instanceof AuthOutcome.Authenticated admitted
                    && admitted.evidence().source() == Evidence.Source.FRESH) {
                return CheckOutcome.passed(
                        "the good token was admitted " + Times.shown(since) + " after the fault was mended");
            }
            if (since.compareTo(longest) > 0) {
                return CheckOutcome.failed("the good token was still " + AuthCheckSettings.words(outcome) + " "
                        + Times.shown(since) + " after the fault was mended, although the breaker is open for "
                        + policy().openFor());
            }
            settings.pause(STEP, deadline);
            outcome = settings.ask(rehearsal.copy(), good, deadline);
        }
    }

    private BreakerPolicy policy() {
        return settings.authenticator().resilience().breaker();
    }

    private Optional<CheckOutcome> cannotOpen() {
        int needed = policy().minimumCalls();
        return facts.withoutCalls()
                .or(() -> needed > MOST_HANDSHAKES / 4
                        ? Optional.of(CheckOutcome.skipped("the breaker needs " + needed
                                + " failing calls to open; these checks make fewer than " + MOST_HANDSHAKES))
                        : Optional.empty());
    }

    /** Lets handshakes of different tokens fail until every breaker is open; each token counts once. */
    private int open(Rehearsal rehearsal, Deadline deadline) throws Exception {
        rehearsal.down(true);
        int endpoints = Math.max(1, rehearsal.copy().breakers().size());
        int most = Math.min(MOST_HANDSHAKES, 2 * endpoints * policy().minimumCalls() + WAVE);
        int handshakes = 0;
        while (handshakes < most && !isOpen(rehearsal)) {
            settings.askAll(
                    rehearsal.copy(),
                    Stream.generate(TokenForgery::junk).limit(WAVE).toList(),
                    deadline);
            handshakes += WAVE;
        }
        return handshakes;
    }

    private static boolean isOpen(Rehearsal rehearsal) {
        var states = rehearsal.copy().breakers().values();
        return !states.isEmpty() && states.stream().noneMatch(BreakerState.CLOSED::equals);
    }

    private static CheckOutcome stayedClosed(Rehearsal rehearsal, int handshakes) {
        return CheckOutcome.failed("no call of " + handshakes + " handshakes was answered, and breakers are still "
                + rehearsal.copy().breakers().values() + " after " + rehearsal.requests() + " requests");
    }
}
