package io.handclasp.websocket;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.observe.AuthObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Reports the outcome of each handshake to the observer: exactly once, before the host sees it, and where it is known what
 * the host will see.
 */
final class OutcomeReports {
    private final AuthObserver observer;
    private final OutcomeFactory outcomes;
    private final long limitNanos;

    OutcomeReports(AuthObserver observer, OutcomeFactory outcomes, Duration limit) {
        this.observer = observer;
        this.outcomes = outcomes;
        this.limitNanos = limit.toNanos();
    }

    /** Reports an outcome when it is there. The future that is returned never fails. */
    CompletableFuture<AuthOutcome> whenDecided(Deciding deciding, Deadline deadline) {
        CompletableFuture<AuthOutcome> outcome = deciding.outcome();
        if (outcome.isDone() && !outcome.isCompletedExceptionally()) {
            report(outcome.join(), deciding, deadline);
            return outcome;
        }
        return outcome.handle((decided, bug) ->
                report(bug == null ? decided : outcomes.errored("the authenticator failed", bug), deciding, deadline));
    }

    AuthOutcome report(AuthOutcome outcome, Deciding deciding, Deadline deadline) {
        // The deadline was set when the handshake began.
        long startNanos = deadline.nanos() - limitNanos;
        if (outcome instanceof AuthOutcome.Authenticated admitted) {
            observer.admitted(
                    admitted.evidence().source().name(),
                    admitted.evidence().degraded(),
                    admitted.evidence().attempts(),
                    startNanos);
        } else if (outcome instanceof AuthOutcome.Rejected rejected) {
            deciding.evidence()
                    .ifPresentOrElse(
                            evidence -> observer.rejected(
                                    rejected.reason(),
                                    evidence.source().name(),
                                    evidence.degraded(),
                                    evidence.attempts(),
                                    startNanos),
                            () -> observer.rejected(rejected.reason(), "", false, 0, startNanos));
        } else if (outcome instanceof AuthOutcome.Unavailable unavailable) {
            observer.unavailable(unavailable.cause(), startNanos);
        } else if (outcome instanceof AuthOutcome.Errored errored) {
            observer.errored(errored.incidentId(), startNanos);
        }
        return outcome;
    }
}
