package io.handclasp.websocket.verifiers;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** Runs a blocking judge on the host's executor. */
final class BlockingVerifier implements TokenVerifier {
    private final Function<BearerToken, Verification> judge;
    private final Executor executor;

    BlockingVerifier(Function<BearerToken, Verification> judge, Executor executor) {
        this.judge = Objects.requireNonNull(judge, "judge");
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /** A call that knows whether a thread has taken it up. */
    private static final class Call extends CompletableFuture<Verification> {
        private volatile boolean begun;
    }

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        Call call = new Call();
        try {
            executor.execute(() -> run(call, token, deadline));
        } catch (RejectedExecutionException | OutOfMemoryError full) { // of memory for a further thread
            return CompletableFuture.failedFuture(
                    new VerifierUnavailableException(UnavailableReason.SHED, "the host's executor refuses the call"));
        }
        return call;
    }

    /** What waited in the executor's queue past its deadline, or past its caller's patience, is not worth asking any more. */
    private void run(Call call, BearerToken token, Deadline deadline) {
        if (call.isDone()) {
            return;
        }
        if (deadline.isExpired()) {
            call.completeExceptionally(new VerifierUnavailableException(
                    UnavailableReason.SHED, "the call waited for a thread until its deadline had passed"));
            return;
        }
        call.begun = true;
        try {
            call.complete(judge.apply(token));
        } catch (RuntimeException | Error thrown) {
            call.completeExceptionally(thrown);
        }
    }

    /** A call that no thread took up says nothing about the judge: it is this host that has no room. */
    @Override
    public UnavailableReason timeoutReason(CompletionStage<Verification> call) {
        return call instanceof Call own && !own.begun ? UnavailableReason.SHED : UnavailableReason.TIMEOUT;
    }
}
