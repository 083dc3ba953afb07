package io.handclasp.websocket.resilience;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One call of a verifier that is sure to end: with a verdict, a failure, or a timeout that cancels it. */
final class TimedCall {
    private TimedCall() {}

    static CompletableFuture<Verification> start(
            TokenVerifier verifier, BearerToken token, Deadline deadline, Execution execution) {
        return start(verifier, token, deadline, execution, true);
    }

    /**
     * Starts a call.
     *
     * @param fair whether the time until the deadline is what a call should have; if not, its end says nothing about the
     *     verifier
     */
    static CompletableFuture<Verification> start(
            TokenVerifier verifier, BearerToken token, Deadline deadline, Execution execution, boolean fair) {
        CompletableFuture<Verification> result = new CompletableFuture<>();
        CompletionStage<Verification> call;
        try {
            call = verifier.verify(token, deadline);
            Stages.onDone(call, (verdict, failure) -> settle(result, verdict, failure));
        } catch (RuntimeException | Error thrown) {
            result.completeExceptionally(thrown);
            return result;
        }
        if (!result.isDone()) {
            startTimer(verifier, deadline, execution, fair, result, call);
        }
        return result;
    }

    private static void settle(
            CompletableFuture<Verification> result, @Nullable Verification verdict, @Nullable Throwable failure) {
        if (failure != null) {
            result.completeExceptionally(failure);
        } else if (verdict == null) {
            result.completeExceptionally(new IllegalStateException("the verifier answered null"));
        } else {
            result.complete(verdict);
        }
    }

    private static void startTimer(
            TokenVerifier verifier,
            Deadline deadline,
            Execution execution,
            boolean fair,
            CompletableFuture<Verification> result,
            CompletionStage<Verification> call) {
        try {
            Execution.Timer timer = execution.after(
                    deadline.remaining(),
                    () -> result.completeExceptionally(new VerifierUnavailableException(
                            fair ? verifier.timeoutReason(call) : UnavailableReason.SHED,
                            verifier.name() + " gave no verdict in "
                                    + (fair ? "time" : "the little time that was left"))));
            Stages.onDone(result, (verdict, failure) -> timer.cancel());
        } catch (RuntimeException | OutOfMemoryError refusal) { // whatever a host's scheduler throws
            result.completeExceptionally(NoTimer.unavailable(refusal));
        }
        Stages.onDone(result, (verdict, failure) -> {
            if (failure != null) {
                Stages.cancel(call);
            }
        });
    }
}
