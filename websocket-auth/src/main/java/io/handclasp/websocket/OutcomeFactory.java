package io.handclasp.websocket;

import io.handclasp.core.Redaction;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.resilience.Judgement;
import io.handclasp.websocket.resilience.ResilientVerifier;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what happened to a question into the one outcome that answers it. */
final class OutcomeFactory {
    private static final Logger log = LoggerFactory.getLogger(WebSocketAuthenticator.class);

    /** A wrong setting fails every handshake: what is wrong is worth a line now and then, not one for each of them. */
    private static final Duration WARN_INTERVAL = Duration.ofSeconds(10);

    /** What the judge itself says now holds whether or not all revocations are known. */
    private static final Set<Evidence.Source> SAID_NOW =
            EnumSet.of(Evidence.Source.FRESH, Evidence.Source.SHARED_FLIGHT, Evidence.Source.DEMO);

    private final Duration leastRetryAfter;
    private final RevocationStore revocations;
    private final ResilientVerifier verifier;
    private final TimeSource timeSource;
    private final AtomicLong nextWarnNanos;

    OutcomeFactory(
            Duration leastRetryAfter, RevocationStore revocations, ResilientVerifier verifier, TimeSource timeSource) {
        this.leastRetryAfter = leastRetryAfter;
        this.revocations = revocations;
        this.verifier = verifier;
        this.timeSource = timeSource;
        this.nextWarnNanos = new AtomicLong(timeSource.nanoTime());
    }

    AuthOutcome of(@Nullable Judgement judgement, @Nullable Throwable failure) {
        if (judgement == null) {
            return failed(failure == null ? new IllegalStateException("neither verdict nor failure") : failure);
        }
        if (judgement.verification() instanceof Verification.Valid valid) {
            return confirmed(new AuthOutcome.Authenticated(valid.identity(), judgement.evidence()));
        }
        Verification.Invalid invalid = (Verification.Invalid) judgement.verification();
        return new AuthOutcome.Rejected(invalid.reason());
    }

    /** An admission as it stands now: between a verdict and its outcome lies the hand-over to another thread. */
    AuthOutcome confirmed(AuthOutcome.Authenticated admitted) {
        try {
            if (revocations.isRevoked(admitted.identity())) {
                return new AuthOutcome.Rejected(RejectReason.REVOKED);
            }
            if (admitted.evidence().degraded()) {
                Optional<RejectReason> refused = verifier.refusedSince(admitted.identity());
                if (refused.isPresent()) {
                    // Without an id it may have been another token of the subject's, and of this one nobody has said
                    // anything.
                    return admitted.identity().tokenId().isPresent()
                            ? new AuthOutcome.Rejected(refused.get())
                            : unavailable(UnavailableReason.REVOCATIONS_INCOMPLETE);
                }
            }
            boolean judgedNow = SAID_NOW.contains(admitted.evidence().source());
            return judgedNow || revocations.complete()
                    ? admitted
                    : unavailable(UnavailableReason.REVOCATIONS_INCOMPLETE);
        } catch (RuntimeException bug) {
            return errored("the revocation store failed", bug);
        }
    }

    private AuthOutcome failed(Throwable failure) {
        Throwable cause = Stages.unwrap(failure);
        if (cause instanceof VerifierUnavailableException unavailable) {
            tell(unavailable);
            Duration least = unavailable
                    .retryAfter()
                    .filter(asked -> asked.compareTo(leastRetryAfter) > 0)
                    .orElse(leastRetryAfter);
            return unavailable(unavailable.reason(), least);
        }
        return errored("the verifier failed", cause);
    }

    /** The message is scrubbed already, and it is the only place that tells a host what to mend. */
    private void tell(VerifierUnavailableException unavailable) {
        long now = timeSource.nanoTime();
        long due = nextWarnNanos.get();
        boolean warn = unavailable.reason() == UnavailableReason.MISCONFIGURED
                && now - due >= 0
                && nextWarnNanos.compareAndSet(due, now + WARN_INTERVAL.toNanos());
        if (warn) {
            log.warn("no token can be judged: {}", unavailable.getMessage());
        } else {
            log.debug("no verdict: {}", unavailable.getMessage());
        }
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
