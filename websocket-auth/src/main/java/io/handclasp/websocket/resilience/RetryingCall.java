package io.handclasp.websocket.resilience;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tries one question until there is a verdict, or no further attempt can help. One instance serves one question. It holds
 * no thread while it waits, and no place among the calls under way while it waits for its next attempt.
 */
final class RetryingCall {
    private final Judges judges;
    private final BearerToken token;
    private final Flight flight;
    private final Deadline deadline;
    private final RetryPolicy policy;
    private final CompletableFuture<Verification> result = new CompletableFuture<>();

    RetryingCall(Judges judges, BearerToken token, Flight flight) {
        this.judges = judges;
        this.token = token;
        this.flight = flight;
        this.deadline = flight.deadline();
        this.policy = judges.policy().retry();
    }

    CompletableFuture<Verification> start() {
        judges.budget().firstCall();
        attempt(1);
        return result;
    }

    private void attempt(int number) {
        Runnable go = () -> attemptWithPlace(number);
        if (judges.admission().isEmpty()) {
            go.run();
            return;
        }
        judges.admission().get().enter(deadline, go, this::shed);
    }

    private void shed() {
        try {
            judges.tellShed();
        } finally { // whatever goes wrong in telling of it
            result.completeExceptionally(new VerifierUnavailableException(
                    UnavailableReason.SHED, "no place among the calls to the auth service in time"));
        }
    }

    /** A place among the calls, which is given back once. */
    private final class Place {
        private final AtomicBoolean left = new AtomicBoolean();

        void leave() {
            if (left.compareAndSet(false, true)) {
                judges.leave();
            }
        }
    }

    /** This may be a task of its own, of which nobody but the one who waits for the result would learn that it failed. */
    private void attemptWithPlace(int number) {
        Place place = new Place();
        try {
            attempt(number, place);
        } catch (RuntimeException | Error bug) {
            result.completeExceptionally(bug);
            place.leave();
        }
    }

    private void attempt(int number, Place place) {
        if (!deadline.allows(judges.leastCallTime())) {
            // The hand-over to this thread took too long: a call that cannot end would only look like a slow auth
            // service.
            shed();
            place.leave();
            return;
        }
        GuardedEndpoint endpoint = judges.admittingEndpoint(number - 1);
        if (endpoint == null) {
            result.completeExceptionally(new VerifierUnavailableException(
                    UnavailableReason.CIRCUIT_OPEN, "the circuit breaker is open at every endpoint"));
            place.leave();
            return;
        }
        Stages.onDone(callOrHedge(endpoint, number, place), (verdict, failure) -> {
            if (verdict != null) {
                result.complete(verdict);
            } else if (failure instanceof VerifierUnavailableException unavailable) {
                retryOrFail(number, unavailable);
            } else if (failure != null) {
                result.completeExceptionally(failure);
            }
        });
    }

    private CompletableFuture<Verification> callOrHedge(GuardedEndpoint endpoint, int number, Place place) {
        Deadline until = deadline.sooner(policy.attemptTimeout());
        CompletableFuture<Verification> first = call(endpoint, until, place);
        Optional<Duration> hedgeAfter = judges.policy().hedgeAfter();
        if (hedgeAfter.isEmpty() || judges.single() || first.isDone()) {
            return first;
        }
        return HedgedCall.of(first, hedgeAfter.get(), judges.execution(), () -> hedge(endpoint, number, until));
    }

    /** One call, which holds its place until it is over, whoever still waits for it. */
    private CompletableFuture<Verification> call(GuardedEndpoint endpoint, Deadline until, Place place) {
        flight.calls().incrementAndGet();
        boolean fair = until.allows(policy.attemptTimeout().dividedBy(2));
        CompletableFuture<Verification> call = endpoint.call(token, until, fair, flight.countsFailures());
        Stages.onDone(call, (verdict, failure) -> place.leave());
        return call;
    }

    /** The same question to another endpoint, if there is a place, the budget pays for it, and its breaker is closed. */
    private Optional<CompletableFuture<Verification>> hedge(GuardedEndpoint asked, int number, Deadline until) {
        return judges.hedgeEndpoint(asked, number).map(other -> call(other, until, new Place()));
    }

    private void retryOrFail(int attempt, VerifierUnavailableException failure) {
        Duration backedOff = judges.backoff().after(attempt);
        Duration wait = failure.retryAfter()
                .filter(asked -> asked.compareTo(backedOff) > 0)
                .orElse(backedOff);
        boolean worthIt = failure.reason().retryable()
                && attempt < policy.maxAttempts()
                && deadline.allows(wait.plus(policy.attemptTimeout()))
                && judges.budget().tryRetry();
        if (!worthIt) {
            result.completeExceptionally(failure);
            return;
        }
        try {
            // The timer's thread only hands over: the next attempt may run a host's code.
            judges.execution().after(wait, () -> execute(attempt + 1));
        } catch (RuntimeException | OutOfMemoryError noTimer) {
            result.completeExceptionally(failure);
        }
    }

    private void execute(int attempt) {
        try {
            judges.execution().executor().execute(() -> attemptAgain(attempt));
        } catch (RuntimeException | OutOfMemoryError full) { // of memory for a further thread
            result.completeExceptionally(
                    new VerifierUnavailableException(UnavailableReason.SHED, "the executor refuses a retry"));
        }
    }

    private void attemptAgain(int attempt) {
        try {
            attempt(attempt);
        } catch (RuntimeException | Error bug) { // nobody else would learn of it
            result.completeExceptionally(bug);
        }
    }
}
