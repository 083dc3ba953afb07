package io.handclasp.websocket.verify;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Answers: is this token good, and whose is it?
 *
 * <p>A verifier sees the token and nothing of the connection, so that one verdict serves every connection that presents
 * the token. It is called by many threads at once and must not block: one that has to goes through
 * {@link io.handclasp.websocket.verifiers.TokenVerifiers#blocking}.
 *
 * <p>The stage completes with a {@link Verification}, which is a verdict and final; or it fails with a
 * {@link VerifierUnavailableException}, which says that there is no verdict and may be tried again. Any other failure is
 * taken for a bug and never for either of the two. Whoever calls a verifier bounds the wait: the deadline lets the
 * verifier bound its own work, and cancelling the stage (through {@code toCompletableFuture().cancel(true)}) tells it
 * that nobody waits any more.
 */
@FunctionalInterface
public interface TokenVerifier {
    /**
     * Judges a token.
     *
     * @param token the token
     * @param deadline when the caller stops waiting
     * @return the verdict, or a {@link VerifierUnavailableException}
     */
    CompletionStage<Verification> verify(BearerToken token, Deadline deadline);

    /**
     * The endpoints behind this verifier, in their order of preference. They are of one and the same trust: the verdict of
     * any is the verdict of all. Each is given a circuit breaker of its own.
     *
     * @return at least one verifier; by default this one
     */
    default List<TokenVerifier> endpoints() {
        return List.of(this);
    }

    /**
     * What it means when a call gives no answer in time. One that waits for nothing but the keys which it shares among
     * all tokens answers {@link UnavailableReason#KEYS_UNAVAILABLE}: else a client could open the circuit breaker with key
     * ids that do not exist, while good tokens are still verified without a wait.
     *
     * @param call what {@link #verify} returned
     * @return by default {@link UnavailableReason#TIMEOUT}
     */
    default UnavailableReason timeoutReason(CompletionStage<Verification> call) {
        return UnavailableReason.TIMEOUT;
    }

    /**
     * Whether each question costs somebody a call. Calls are bounded, see
     * {@link io.handclasp.websocket.resilience.AdmissionPolicy}; a verifier that judges with keys at hand is not.
     *
     * @return by default true
     */
    default boolean remote() {
        return true;
    }

    /**
     * Names this verifier in metrics and messages.
     *
     * @return a short name that holds no secret; by default the name of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
