package io.handclasp.websocket.verify;

import io.handclasp.core.Redaction;
import java.io.Serial;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * There is no verdict: the only failure that is retried and that a circuit breaker counts. Its message is scrubbed of
 * secrets, and no cause is kept, since the messages of causes are beyond control.
 */
public final class VerifierUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final UnavailableReason reason;
    private final @Nullable Duration retryAfter;

    /**
     * Says why there is no verdict.
     *
     * @param reason the reason
     * @param message what happened, for the host's log
     */
    public VerifierUnavailableException(UnavailableReason reason, String message) {
        this(reason, message, Optional.empty());
    }

    /**
     * Says why there is no verdict, and when to ask again.
     *
     * @param reason the reason
     * @param message what happened, for the host's log
     * @param retryAfter how long the auth service wants to be left alone (RFC 9110, section 10.2.3)
     */
    public VerifierUnavailableException(UnavailableReason reason, String message, Optional<Duration> retryAfter) {
        // Without a stack trace: this is an answer, thrown at the rate of an outage, and its place says nothing.
        super(reason + ": " + Redaction.scrub(message), null, false, false);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.retryAfter = retryAfter.orElse(null);
    }

    /**
     * Why there is no verdict.
     *
     * @return the reason
     */
    public UnavailableReason reason() {
        return reason;
    }

    /**
     * How long the auth service wants to be left alone.
     *
     * @return the wait that it named, empty when it named none
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
