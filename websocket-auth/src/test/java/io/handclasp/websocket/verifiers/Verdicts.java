package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Reads what a verifier has answered already; nothing here waits. */
final class Verdicts {
    private Verdicts() {}

    static Identity valid(CompletionStage<Verification> stage) {
        Verification verdict = verdict(stage);
        assertThat(verdict).isInstanceOf(Verification.Valid.class);
        return ((Verification.Valid) verdict).identity();
    }

    static RejectReason invalid(CompletionStage<Verification> stage) {
        Verification verdict = verdict(stage);
        assertThat(verdict).isInstanceOf(Verification.Invalid.class);
        return ((Verification.Invalid) verdict).reason();
    }

    static VerifierUnavailableException unavailable(CompletionStage<Verification> stage) {
        assertDone(stage);
        CompletionException thrown = assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> stage.toCompletableFuture().join())
                .actual();
        assertThat(thrown.getCause()).isInstanceOf(VerifierUnavailableException.class);
        return (VerifierUnavailableException) thrown.getCause();
    }

    static void assertPending(CompletionStage<Verification> stage) {
        assertThat(stage.toCompletableFuture().isDone()).as("done").isFalse();
    }

    private static Verification verdict(CompletionStage<Verification> stage) {
        assertDone(stage);
        return stage.toCompletableFuture().join();
    }

    private static void assertDone(CompletionStage<Verification> stage) {
        assertThat(stage.toCompletableFuture().isDone()).as("done").isTrue();
    }
}
