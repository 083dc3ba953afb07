package io.handclasp.websocket.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The judge's verdicts of a short time ago. Good ones answer for {@link CachePolicy#ttl()} and are kept for longer where a
 * degraded policy may use them; refusals lie in {@link RefusalMemory}. Whoever takes a good verdict from here has to ask for
 * its revocation. Thread-safe.
 */
final class VerdictMemory {
    private final Cache<TokenKey, Remembered> good;
    private final RefusalMemory refusals;
    private final TimeSource timeSource;
    private final long ttlNanos;
    private final long keepNanos;

    /**
     * A good verdict.
     *
     * @param verdict the verdict
     * @param askedNanos when the judge was asked; its answer is no newer than that
     */
    private record Remembered(Verification.Valid verdict, long askedNanos) {
        int weight() {
            return IdentityWeight.bytes(verdict.identity());
        }
    }

    VerdictMemory(CachePolicy policy, DegradedPolicy degraded, TimeSource timeSource) {
        this.timeSource = timeSource;
        Duration stale = degraded instanceof DegradedPolicy.ReuseVerdict reuse ? reuse.maxStale() : Duration.ZERO;
        this.ttlNanos = policy.ttl().toNanos();
        this.keepNanos = policy.ttl().plus(stale).toNanos();
        this.good = Caffeine.newBuilder()
                .maximumWeight(policy.maxBytes())
                .weigher((TokenKey key, Remembered remembered) -> remembered.weight())
                .expireAfterWrite(Duration.ofNanos(keepNanos))
                .ticker(timeSource::nanoTime)
                .executor(Runnable::run)
                .build();
        this.refusals = new RefusalMemory(policy, degraded instanceof DegradedPolicy.VerifyLocally, timeSource);
    }

    RefusalMemory refusals() {
        return refusals;
    }

    /** A verdict that answers for the judge at a moment that was just now. */
    @Nullable
    Verification fresh(TokenKey key, long nowNanos) {
        Remembered remembered = good.getIfPresent(key);
        if (remembered != null && nowNanos - remembered.askedNanos() < ttlNanos && !isExpired(remembered)) {
            return remembered.verdict();
        }
        return refusals.fresh(key);
    }

    /** A good verdict that is too old to answer for the judge, of a token that has an expiry and has not reached it. */
    Optional<Verification.Valid> stale(TokenKey key) {
        Remembered remembered = good.getIfPresent(key);
        if (remembered == null
                || ageNanos(remembered) >= keepNanos
                || remembered.verdict().identity().expiresAt().isEmpty()
                || isExpired(remembered)) {
            return Optional.empty();
        }
        return Optional.of(remembered.verdict());
    }

    private long ageNanos(Remembered remembered) {
        return timeSource.nanoTime() - remembered.askedNanos();
    }

    /** Strictly: an allowance for clocks that differ is the judge's to make, not the memory's. */
    private boolean isExpired(Remembered remembered) {
        Identity identity = remembered.verdict().identity();
        return identity.expiresAt().isPresent()
                && !timeSource.now().isBefore(identity.expiresAt().get());
    }

    /** Keeps what the judge said. Of two questions about one token, the one that was asked later counts. */
    void learn(TokenKey key, Verification verdict, long askedNanos) {
        if (verdict instanceof Verification.Valid valid) {
            refusals.forget(key, askedNanos);
            if (keepNanos > 0) {
                good.put(key, new Remembered(valid, askedNanos));
            }
            // After it was put: a refusal that is learnt at the same moment takes it away, or is seen here.
            if (refusals.knowsNewer(key, askedNanos)) {
                good.invalidate(key);
            }
        } else if (verdict instanceof Verification.Invalid invalid && !knowsNewer(key, askedNanos)) {
            refusals.learn(key, invalid, askedNanos);
            good.invalidate(key);
        }
    }

    private boolean knowsNewer(TokenKey key, long askedNanos) {
        Remembered remembered = good.getIfPresent(key);
        return remembered != null && remembered.askedNanos() - askedNanos > 0;
    }
}
