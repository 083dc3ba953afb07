package io.handclasp.websocket;

import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.resilience.Judgement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A handshake on its way to its outcome.
 *
 * @param outcome its outcome
 * @param judging the question that was asked for it; null when none was
 */
record Deciding(
        CompletableFuture<AuthOutcome> outcome, @Nullable CompletableFuture<Judgement> judging) {

    static Deciding decided(AuthOutcome outcome) {
        return new Deciding(CompletableFuture.completedFuture(outcome), null);
    }

    /** How the verdict was reached, once there is one. */
    Optional<Evidence> evidence() {
        return judging == null || !judging.isDone() || judging.isCompletedExceptionally()
                ? Optional.empty()
                : Optional.of(judging.join().evidence());
    }
}
