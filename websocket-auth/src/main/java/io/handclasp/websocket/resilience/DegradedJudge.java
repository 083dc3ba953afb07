package io.handclasp.websocket.resilience;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges by the {@link DegradedPolicy} when the judge itself cannot. Thread-safe. */
final class DegradedJudge {
    private static final Logger log = LoggerFactory.getLogger(ResilientVerifier.class);
    private static final Duration WARM_UP_INTERVAL = Duration.ofMinutes(1);
    /**
     * What a local verifier can know for sure. Its other refusals may mean that the token is none of its kind, and an outage
     * must not be answered with "this token is bad".
     */
    private static final Set<RejectReason> CERTAIN =
            EnumSet.of(RejectReason.BAD_SIGNATURE, RejectReason.EXPIRED, RejectReason.NOT_YET_VALID);

    /** What does not heal with time: a token that the local verifier refuses so today, it refuses in an outage, too. */
    private static final Set<RejectReason> LASTING = EnumSet.complementOf(
            EnumSet.of(RejectReason.NOT_YET_VALID, RejectReason.UNKNOWN_KEY, RejectReason.REVOKED));

    private final DegradedPolicy policy;
    private final TokenKeys keys;
    private final VerdictMemory memory;
    private final RevocationStore revocations;
    private final Execution execution;
    private final AtomicLong nextWarmUpNanos;

    /**
     * A verdict without the judge.
     *
     * @param verdict the verdict
     * @param source how it was reached
     */
    record Substitute(Verification verdict, Evidence.Source source) {}

    DegradedJudge(
            DegradedPolicy policy,
            TokenKeys keys,
            VerdictMemory memory,
            RevocationStore revocations,
            Execution execution) {
        this.policy = policy;
        this.keys = keys;
        this.memory = memory;
        this.revocations = revocations;
        this.execution = execution;
        this.nextWarmUpNanos = new AtomicLong(execution.timeSource().nanoTime());
    }

    /** Judges in the judge's stead, or fails as the judge did. */
    CompletableFuture<Substitute> judge(
            TokenKey key, BearerToken token, VerifierUnavailableException outage, Deadline deadline) {
        if (policy instanceof DegradedPolicy.FailClosed || !outage.reason().outage()) {
            return CompletableFuture.failedFuture(outage);
        }
        // Who was refused could else come back with the same token in its other writing, and the local verifier would
        // admit it.
        Optional<Verification.Invalid> refused = memory.refusals()
                .last(key)
                .or(() -> TwinToken.of(token).flatMap(twin -> memory.refusals().last(keys.of(twin))));
        if (refused.isPresent()) {
            return CompletableFuture.completedFuture(new Substitute(refused.get(), Evidence.Source.CACHED));
        }
        if (!revocations.complete()) {
            return CompletableFuture.failedFuture(outage);
        }
        if (policy instanceof DegradedPolicy.VerifyLocally local) {
            return memory.refusals().complete()
                    ? judgeLocally(local.verifier(), token, outage, deadline)
                    : CompletableFuture.failedFuture(outage);
        }
        return memory.stale(key)
                .map(valid -> CompletableFuture.completedFuture(new Substitute(valid, Evidence.Source.STALE)))
                .orElseGet(() -> CompletableFuture.failedFuture(outage));
    }

    private CompletableFuture<Substitute> judgeLocally(
            TokenVerifier local, BearerToken token, VerifierUnavailableException outage, Deadline deadline) {
        CompletableFuture<Substitute> answer = new CompletableFuture<>();
        Stages.onDone(TimedCall.start(local, token, deadline, execution), (verdict, failure) -> {
            if (verdict instanceof Verification.Valid
                    || (verdict instanceof Verification.Invalid invalid && CERTAIN.contains(invalid.reason()))) {
                answer.complete(new Substitute(verdict, Evidence.Source.LOCAL));
            } else if (failure == null || failure instanceof VerifierUnavailableException) {
                answer.completeExceptionally(outage);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    /**
     * Lets the local verifier look at a token that the judge has judged: a refused one, to see whether it has to be remembered
     * for an outage; a good one now and then, so that the local verifier has its keys when they are needed, and to find out in
     * time when the two do not agree.
     */
    void prepare(TokenKey key, BearerToken token, Verification verdict) {
        if (!(policy instanceof DegradedPolicy.VerifyLocally local)) {
            return;
        }
        boolean refused = verdict instanceof Verification.Invalid;
        if (!refused && !warmUpIsDue()) {
            return;
        }
        Deadline deadline = Deadline.after(WARM_UP_INTERVAL, execution.timeSource());
        Stages.onDone(TimedCall.start(local.verifier(), token, deadline, execution), (found, failure) -> {
            if (refused && found instanceof Verification.Invalid locally) {
                if (LASTING.contains(locally.reason())) {
                    memory.refusals().refusedLocally(key);
                }
            } else if (!refused && found instanceof Verification.Invalid invalid) {
                log.warn(
                        "{} refuses a token that the judge admits ({}): in an outage it could not stand in for it",
                        local.verifier().name(),
                        invalid.reason());
            } else if (failure != null) {
                log.warn(
                        "{} could not stand in for the judge in an outage now",
                        local.verifier().name());
            }
        });
    }

    private boolean warmUpIsDue() {
        TimeSource timeSource = execution.timeSource();
        long now = timeSource.nanoTime();
        long due = nextWarmUpNanos.get();
        return now - due >= 0 && nextWarmUpNanos.compareAndSet(due, now + WARM_UP_INTERVAL.toNanos());
    }
}
