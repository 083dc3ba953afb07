package io.handclasp.websocket;

import io.handclasp.core.Redaction;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.websocket.resilience.Judgement;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what happened to a question into the one outcome that answers it. */
final class OutcomeFactory {
    private static final Logger log = LoggerFactory.getLogger(WebSocketAuthenticator.class);

    private final Duration leastRetryAfter;

    OutcomeFactory(Duration leastRetryAfter) {
        this.leastRetryAfter = leastRetryAfter;
    }

    AuthOutcome of(@Nullable Judgement judgement, @Nullable Throwable failure) {
        if (judgement == null) {
            return failed(failure == null ? new IllegalStateException("neither verdict nor failure") : failure);
        }
        if (judgement.verification() instanceof Verification.Valid valid) {
            return new AuthOutcome.Authenticated(valid.identity(), judgement.evidence());
        }
        Verification.Invalid invalid = (Verification.Invalid) judgement.verification();
        return new AuthOutcome.Rejected(invalid.reason());
    }

    private AuthOutcome failed(Throwable failure) {
        Throwable cause = Stages.unwrap(failure);
        if (cause instanceof VerifierUnavailableException unavailable) {
            Duration least = unavailable
                    .retryAfter()
                    .filter(asked -> asked.compareTo(leastRetryAfter) > 0)
                    .orElse(leastRetryAfter);
            return unavailable(unavailable.reason(), least);
        }
        return errored("the verifier failed", cause);
    }

    AuthOutcome unavailable(UnavailableReason reason) {
        return unavailable(reason, leastRetryAfter);
    }

    /** Up to as much again is added at random, so that clients who were sent away together do not return together. */
    private static AuthOutcome unavailable(UnavailableReason reason, Duration least) {
        long jitterNanos = ThreadLocalRandom.current().nextLong(least.toNanos() + 1);
        return new AuthOutcome.Unavailable(reason, least.plusNanos(jitterNanos));
    }

    /** A bug in somebody's code: its message is scrubbed before it is logged, since it may quote what it was given. */
    AuthOutcome errored(String what, Throwable bug) {
        String incidentId =
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        RuntimeException shown = new RuntimeException(Redaction.describe(bug), null, false, true) {
            private static final long serialVersionUID = 1L;
        };
        shown.setStackTrace(bug.getStackTrace());
        log.error("incident {}: {}", incidentId, what, shown);
        return new AuthOutcome.Errored(incidentId);
    }
}
