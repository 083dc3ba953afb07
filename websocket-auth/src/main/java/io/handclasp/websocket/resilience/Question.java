package io.handclasp.websocket.resilience;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.util.concurrent.CompletableFuture;

/** One caller's question, from the moment at which memory has no answer to the one answer that the caller gets. */
final class Question {
    private final ResilientVerifier verifier;
    private final TokenKey key;
    private final BearerToken token;
    private final Deadline deadline;
    private final long startNanos;
    private final CompletableFuture<Judgement> answer = new CompletableFuture<>();

    Question(ResilientVerifier verifier, TokenKey key, BearerToken token, Deadline deadline, long startNanos) {
        this.verifier = verifier;
        this.key = key;
        this.token = token;
        this.deadline = deadline;
        this.startNanos = startNanos;
    }

    CompletableFuture<Judgement> ask() {
        ask(true);
        if (!answer.isDone()) {
            endByDeadline();
        }
        return answer;
    }

    private void ask(boolean mayAskAgain) {
        Flights.Boarding boarding = verifier.flights().board(key, token);
        Flight flight = boarding.flight();
        Stages.onDone(
                flight.verdict(),
                (verdict, failure) -> guarded(() -> {
                    if (verdict != null) {
                        answer.complete(landed(boarding, verdict));
                    } else if (failure instanceof VerifierUnavailableException unavailable) {
                        onExecutor(unavailable, () -> goOn(mayAskAgain, boarding, unavailable));
                    } else if (failure != null) {
                        answer.completeExceptionally(failure);
                    }
                }));
    }

    private void goOn(boolean mayAskAgain, Flights.Boarding boarding, VerifierUnavailableException failure) {
        if (mayAskAgain && boarding.joined() && isWorthAnotherFlight(failure)) {
            ask(false);
        } else {
            degrade(failure, boarding.flight());
        }
    }

    /** A flight may end on a timer's thread, with thousands on it; what comes then may be a host's code, and may take time. */
    private void onExecutor(VerifierUnavailableException outage, Runnable step) {
        try {
            verifier.execution().executor().execute(() -> guarded(step));
        } catch (RuntimeException | OutOfMemoryError full) { // of memory for a further thread
            answer.completeExceptionally(outage);
        }
    }

    /** A caller's answer may not fail to come because a host's code, the revocation store say, fails on the way. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error bug) {
            answer.completeExceptionally(bug);
        }
    }

    private Judgement landed(Flights.Boarding boarding, Verification verdict) {
        boolean shared = boarding.flight().isAnsweredByOthers();
        if (shared && !boarding.joined()) {
            return verifier.judgement(verdict, Evidence.Source.SHARED_CACHE, 0, startNanos);
        }
        if (!boarding.joined()) {
            return verifier.judgement(
                    verdict, Evidence.Source.FRESH, boarding.flight().calls().get(), startNanos);
        }
        TimeSource timeSource = verifier.execution().timeSource();
        boolean ended = verdict instanceof Verification.Valid valid
                && boarding.flight().outlived(valid.identity(), timeSource.now());
        Verification own = ended ? new Verification.Invalid(RejectReason.EXPIRED) : verdict;
        Evidence.Source source = shared ? Evidence.Source.SHARED_CACHE : Evidence.Source.SHARED_FLIGHT;
        return verifier.judgement(own, source, 0, startNanos);
    }

    /** Who joined a flight at its end must not fail with it: there is time for one of one's own. */
    private boolean isWorthAnotherFlight(VerifierUnavailableException failure) {
        return failure.reason().retryable()
                && deadline.allows(verifier.policy().retry().attemptTimeout());
    }

    private void endByDeadline() {
        try {
            Execution.Timer timer = verifier.execution()
                    .after(
                            deadline.remaining(),
                            () -> answer.completeExceptionally(new VerifierUnavailableException(
                                    UnavailableReason.TIMEOUT, verifier.name() + " gave no verdict in time")));
            Stages.onDone(answer, (judgement, failure) -> timer.cancel());
        } catch (RuntimeException | OutOfMemoryError refusal) {
            answer.completeExceptionally(NoTimer.unavailable(refusal));
        }
    }

    private void degrade(VerifierUnavailableException outage, Flight flight) {
        CompletableFuture<DegradedJudge.Substitute> substitute =
                flight.substitute(() -> verifier.degraded().judge(key, token, outage, deadline));
        Stages.onDone(
                substitute,
                (found, failure) -> guarded(() -> {
                    if (found != null) {
                        finish(found, outage, flight.calls().get());
                    } else if (failure != null) {
                        answer.completeExceptionally(failure);
                    }
                }));
    }

    private void finish(DegradedJudge.Substitute found, VerifierUnavailableException outage, int attempts) {
        Judgement judgement = verifier.judgement(found.verdict(), found.source(), attempts, startNanos);
        boolean kept = !(judgement.verification() instanceof Verification.Valid valid)
                || verifier.keepForRejudging(key, token, valid.identity(), found.source());
        if (!kept) {
            answer.completeExceptionally(outage);
        } else {
            answer.complete(judgement);
        }
    }
}
