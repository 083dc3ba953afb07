package io.handclasp.websocket.resilience;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.Verification;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One question to the judge, on behalf of everybody who asks it at the same time. It has a deadline of its own, and nobody who
 * gives up ends it for the others.
 */
final class Flight {
    private final Deadline deadline;
    private final Instant askedAt;
    private final boolean countsFailures;
    private final boolean mayBeShared;
    private volatile long askedNanos;
    private volatile boolean answeredByOthers;
    private final AtomicInteger calls = new AtomicInteger();
    private @Nullable CompletableFuture<DegradedJudge.Substitute> substitute;
    private final CompletableFuture<Verification> verdict = new CompletableFuture<>();

    Flight(Deadline deadline, TimeSource timeSource, boolean countsFailures, boolean mayBeShared) {
        this.countsFailures = countsFailures;
        this.mayBeShared = mayBeShared;
        this.deadline = deadline;
        this.askedNanos = timeSource.nanoTime();
        this.askedAt = timeSource.now();
    }

    Deadline deadline() {
        return deadline;
    }

    /** When a judge was asked: here, or on the node whose verdict this is. */
    long askedNanos() {
        return askedNanos;
    }

    Instant askedAt() {
        return askedAt;
    }

    /** Whether a verdict that another node shares may answer. */
    boolean mayBeShared() {
        return mayBeShared;
    }

    /** The verdict is one of another node, whose judge was asked then. */
    void answeredByOthers(long whenNanos) {
        askedNanos = whenNanos;
        answeredByOthers = true;
    }

    boolean isAnsweredByOthers() {
        return answeredByOthers;
    }

    /** Whether failures of its calls are news to a circuit breaker. */
    boolean countsFailures() {
        return countsFailures;
    }

    /** The verdict in the judge's stead, found once for everybody on this flight. */
    synchronized CompletableFuture<DegradedJudge.Substitute> substitute(
            Supplier<CompletableFuture<DegradedJudge.Substitute>> finder) {
        if (substitute == null) {
            substitute = finder.get();
        }
        return substitute;
    }

    /** Counts the calls to the judge. */
    AtomicInteger calls() {
        return calls;
    }

    CompletableFuture<Verification> verdict() {
        return verdict;
    }

    /** Whether the token came to its end while the judge was being asked; what was over before, the judge knew. */
    boolean outlived(Identity identity, Instant now) {
        return identity.expiresAt()
                .filter(end -> end.isAfter(askedAt) && !now.isBefore(end))
                .isPresent();
    }
}
