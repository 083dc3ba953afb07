package io.handclasp.websocket;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.resilience.Judgement;
import io.handclasp.websocket.verify.UnavailableReason;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The handshakes that wait for their verdict. Each gets exactly one outcome: its verdict's, or Unavailable at its deadline,
 * or Unavailable when the authenticator is closed.
 */
final class PendingOutcomes {
    private final OutcomeFactory outcomes;
    private final Execution execution;
    private final Set<CompletableFuture<AuthOutcome>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean shutDown;

    PendingOutcomes(OutcomeFactory outcomes, Execution execution) {
        this.outcomes = outcomes;
        this.execution = execution;
    }

    @SuppressWarnings("CollectionUndefinedEquality") // a future is equal to itself, which is all that is asked here
    CompletableFuture<AuthOutcome> add(CompletableFuture<Judgement> judging, Deadline deadline) {
        CompletableFuture<AuthOutcome> outcome = new CompletableFuture<>();
        waiting.add(outcome);
        Stages.onDone(outcome, (done, failure) -> waiting.remove(outcome));
        Stages.onDone(judging, (judgement, failure) -> completeOnExecutor(outcome, judgement, failure));
        try {
            Execution.Timer timer = execution.after(
                    deadline.remaining(), () -> outcome.complete(outcomes.unavailable(UnavailableReason.TIMEOUT)));
            Stages.onDone(outcome, (done, failure) -> timer.cancel());
        } catch (RuntimeException schedulerShutDown) {
            outcome.complete(outcomes.unavailable(UnavailableReason.SHUT_DOWN));
        } catch (OutOfMemoryError noThread) {
            outcome.complete(outcomes.unavailable(UnavailableReason.SHED));
        }
        if (shutDown) {
            outcome.complete(outcomes.unavailable(UnavailableReason.SHUT_DOWN));
        }
        return outcome;
    }

    /**
     * What hangs on the outcome may be a host's code: it does not run on a timer's or an HTTP client's thread. The outcome is
     * made there, so that what was revoked on the way counts.
     */
    private void completeOnExecutor(
            CompletableFuture<AuthOutcome> outcome, @Nullable Judgement judgement, @Nullable Throwable failure) {
        Runnable completion = () -> {
            if (!outcome.isDone()) {
                outcome.complete(outcomes.of(judgement, failure));
            }
        };
        try {
            execution.executor().execute(completion);
        } catch (RuntimeException | OutOfMemoryError full) { // of memory for a further thread
            completion.run();
        }
    }

    void shutDown() {
        shutDown = true;
        waiting.forEach(outcome -> outcome.complete(outcomes.unavailable(UnavailableReason.SHUT_DOWN)));
    }
}
