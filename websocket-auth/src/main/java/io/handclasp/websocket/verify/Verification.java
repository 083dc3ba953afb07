package io.handclasp.websocket.verify;

import java.util.Objects;

/**
 * A verdict on a token: definite, so it is never retried, and a success for every circuit breaker. Not being able to
 * reach a verdict is no verification but a {@link VerifierUnavailableException}.
 */
public sealed interface Verification {

    /**
     * The token is good.
     *
     * @param identity whose it is
     */
    record Valid(Identity identity) implements Verification {
        /** Refuses a missing identity. */
        public Valid {
            Objects.requireNonNull(identity, "identity");
        }
    }

    /**
     * The token is bad.
     *
     * @param reason why
     */
    record Invalid(RejectReason reason) implements Verification {
        /** Refuses a missing reason. */
        public Invalid {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
