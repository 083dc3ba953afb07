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

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        try {
            return CompletableFuture.supplyAsync(() -> judgeInTime(token, deadline), executor);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(
                    new VerifierUnavailableException(UnavailableReason.SHED, "the host's executor refuses the call"));
        }
    }

    /** What waited in the executor's queue past its deadline is not worth asking any more. */
    private Verification judgeInTime(BearerToken token, Deadline deadline) {
        if (deadline.isExpired()) {
            throw new VerifierUnavailableException(
                    UnavailableReason.TIMEOUT, "the call waited for a thread until its deadline had passed");
        }
        return judge.apply(token);
    }
}
