package io.handclasp.websocket.resilience;

import io.handclasp.core.Redaction;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the cache that nodes share before the judge is asked, and tells it what the judge said. Whatever the cache does, the judge
 * is asked after its patience at the latest. Thread-safe.
 */
final class SharedMemory {
    private static final Logger log = LoggerFactory.getLogger(ResilientVerifier.class);
    /** The clocks of two nodes differ. A verdict from further ahead than this could outlive its time by as much. */
    private static final Duration FURTHEST_AHEAD = Duration.ofSeconds(2);
    /** A token that is refused so was never good, or says itself that it is over: there is nothing to be dropped. */
    private static final Set<RejectReason> NEVER_SHARED = EnumSet.of(
            RejectReason.BAD_SIGNATURE,
            RejectReason.EXPIRED,
            RejectReason.MALFORMED_TOKEN,
            RejectReason.TOKEN_TOO_LARGE,
            RejectReason.UNSUPPORTED_ALGORITHM,
            RejectReason.UNKNOWN_KEY);

    private final Optional<VerdictCache> cache;
    private final VerdictMemory memory;
    private final RevocationStore revocations;
    private final Execution execution;
    private final Duration ttl;

    SharedMemory(
            Optional<VerdictCache> cache,
            VerdictMemory memory,
            RevocationStore revocations,
            Execution execution,
            Duration ttl) {
        this.cache = cache;
        this.memory = memory;
        this.revocations = revocations;
        this.execution = execution;
        this.ttl = ttl;
        if (cache.isPresent() && ttl.isZero()) {
            throw new IllegalStateException(
                    "verdictCache was set and cache.ttl was PT0S, must be greater than zero: nothing may be remembered");
        }
    }

    CompletableFuture<Verification> ask(
            TokenKey key, BearerToken token, Flight flight, Supplier<CompletableFuture<Verification>> judge) {
        if (cache.isEmpty() || !flight.mayBeShared() || !revocations.complete()) {
            return judge.get();
        }
        CompletionStage<Optional<SharedVerdict>> lookup;
        try {
            lookup = cache.get().find(token);
        } catch (RuntimeException bug) {
            log.warn("the shared cache failed, the judge is asked: {}", Redaction.describe(bug));
            return judge.get();
        }
        return new Lookup(key, flight, judge).await(lookup, cache.get().patience());
    }

    /** One look into the cache, and the judge behind it. */
    private final class Lookup {
        private final TokenKey key;
        private final Flight flight;
        private final Supplier<CompletableFuture<Verification>> judge;
        private final CompletableFuture<Verification> answer = new CompletableFuture<>();
        private final AtomicBoolean decided = new AtomicBoolean();

        Lookup(TokenKey key, Flight flight, Supplier<CompletableFuture<Verification>> judge) {
            this.key = key;
            this.flight = flight;
            this.judge = judge;
        }

        CompletableFuture<Verification> await(CompletionStage<Optional<SharedVerdict>> lookup, Duration patience) {
            CompletableFuture<Optional<SharedVerdict>> found = new CompletableFuture<>();
            Stages.onDone(lookup, (value, failure) -> found.complete(value == null ? Optional.empty() : value));
            if (found.isDone()) {
                // Nothing was waited for, so nothing need be handed over: most often the cache is left alone just now.
                Optional<Verification> verdict = verdictOf(found);
                return verdict.map(CompletableFuture::completedFuture).orElseGet(judge);
            }
            Runnable stopWaiting = timer(lookup, patience);
            Stages.onDone(found, (value, failure) -> {
                if (decided.compareAndSet(false, true)) {
                    stopWaiting.run();
                    verdictOf(found).ifPresentOrElse(answer::complete, this::askJudge);
                }
            });
            return answer;
        }

        private Runnable timer(CompletionStage<?> lookup, Duration patience) {
            try {
                Duration left = flight.deadline().remaining();
                Execution.Timer timer =
                        execution.after(patience.compareTo(left) < 0 ? patience : left, () -> giveUp(lookup));
                return timer::cancel;
            } catch (RuntimeException | OutOfMemoryError noTimer) {
                giveUp(lookup); // without a timer nothing may be waited for
                return () -> {};
            }
        }

        private void giveUp(CompletionStage<?> lookup) {
            if (decided.compareAndSet(false, true)) {
                Stages.cancel(lookup);
                askJudge();
            }
        }

        private Optional<Verification> verdictOf(CompletableFuture<Optional<SharedVerdict>> found) {
            try {
                return found.join()
                        .filter(verdict -> isUsable(key, verdict, flight))
                        .map(SharedVerdict::identity)
                        .map(Verification.Valid::new);
            } catch (RuntimeException bug) {
                log.warn("a shared verdict could not be checked, the judge is asked: {}", Redaction.describe(bug));
                return Optional.empty();
            }
        }

        /** On the executor: the cache's thread and the timer's are not there for a host's code. */
        private void askJudge() {
            try {
                execution.executor().execute(() -> {
                    try {
                        Stages.onDone(judge.get(), this::judged);
                    } catch (RuntimeException | Error bug) {
                        answer.completeExceptionally(bug);
                    }
                });
            } catch (RuntimeException | OutOfMemoryError full) { // of memory for a further thread
                answer.completeExceptionally(
                        new VerifierUnavailableException(UnavailableReason.SHED, "the executor refuses a question"));
            }
        }

        private void judged(@Nullable Verification verdict, @Nullable Throwable failure) {
            if (verdict != null) {
                answer.complete(verdict);
            } else {
                answer.completeExceptionally(
                        failure == null ? new IllegalStateException("neither verdict nor failure") : failure);
            }
        }
    }

    /** By the same rules as for what this node remembers itself; the flight is then as old as the verdict. */
    private boolean isUsable(TokenKey key, SharedVerdict verdict, Flight flight) {
        TimeSource timeSource = execution.timeSource();
        Instant now = timeSource.now();
        Duration age = Duration.between(verdict.judgedAt(), now);
        if (age.compareTo(ttl) >= 0 || age.plus(FURTHEST_AHEAD).isNegative()) {
            return false;
        }
        boolean expired =
                verdict.identity().expiresAt().filter(end -> !now.isBefore(end)).isPresent();
        long askedNanos = timeSource.nanoTime() - (age.isNegative() ? 0 : age.toNanos());
        if (expired || memory.refusals().knowsNewer(key, askedNanos) || !revocations.complete()) {
            return false;
        }
        flight.answeredByOthers(askedNanos);
        return true;
    }

    /** Tells the others. */
    void learn(BearerToken token, Verification verdict, Flight flight) {
        if (cache.isEmpty() || flight.isAnsweredByOthers()) {
            return;
        }
        try {
            if (verdict instanceof Verification.Valid valid) {
                cache.get().put(token, new SharedVerdict(valid.identity(), flight.askedAt()));
            } else if (verdict instanceof Verification.Invalid invalid && !NEVER_SHARED.contains(invalid.reason())) {
                cache.get().remove(token);
            }
        } catch (RuntimeException bug) {
            log.warn("the shared cache failed, other nodes ask for themselves: {}", Redaction.describe(bug));
        }
    }
}
