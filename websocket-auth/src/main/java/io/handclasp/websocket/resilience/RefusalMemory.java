package io.handclasp.websocket.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the judge refused. A refusal that time cannot heal answers for the judge a short while. Where a local verifier may judge
 * in an outage, every refusal is kept for a day, since the local verifier does not know what only the judge knew; when one had
 * to be dropped before, {@link #complete} says so, and the local verifier must not judge. Thread-safe.
 */
final class RefusalMemory {
    private static final Duration KEPT_FOR_OUTAGES = Duration.ofHours(24);
    /** An account that is not active yet may be so a moment later. */
    private static final long LONGEST_INACTIVE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Cache<TokenKey, Refused> refused;
    private final TimeSource timeSource;
    private final long ttlNanos;
    private final boolean forOutages;
    private volatile boolean dropped;
    private volatile long completeAgainNanos;

    private record Refused(Verification.Invalid verdict, long askedNanos, long keepNanos) {}

    RefusalMemory(CachePolicy policy, boolean forOutages, TimeSource timeSource) {
        this.timeSource = timeSource;
        this.forOutages = forOutages;
        this.ttlNanos = policy.refusalTtl().toNanos();
        this.refused = Caffeine.newBuilder()
                .maximumSize(policy.maxRefusals())
                .expireAfter(Expiry.writing((TokenKey key, Refused entry) -> Duration.ofNanos(entry.keepNanos())))
                .evictionListener((key, entry, cause) -> evicted(entry, cause))
                .ticker(timeSource::nanoTime)
                .executor(Runnable::run)
                .build();
    }

    private void evicted(@Nullable Refused entry, RemovalCause cause) {
        if (forOutages && cause == RemovalCause.SIZE && entry != null && entry.keepNanos() > ttlNanos) {
            completeAgainNanos = timeSource.nanoTime() + KEPT_FOR_OUTAGES.toNanos();
            dropped = true;
        }
    }

    /** A refusal that still answers for the judge. */
    @Nullable
    Verification fresh(TokenKey key) {
        Refused entry = refused.getIfPresent(key);
        return entry != null
                        && timeSource.nanoTime() - entry.askedNanos()
                                < freshNanos(entry.verdict().reason())
                ? entry.verdict()
                : null;
    }

    private long freshNanos(RejectReason reason) {
        return switch (reason) {
            case BAD_SIGNATURE, EXPIRED -> ttlNanos;
            case INACTIVE -> Math.min(ttlNanos, LONGEST_INACTIVE_NANOS);
            default -> 0;
        };
    }

    /** The last refusal of a token, however old. */
    Optional<Verification.Invalid> last(TokenKey key) {
        return Optional.ofNullable(refused.getIfPresent(key)).map(Refused::verdict);
    }

    /** Whether every refusal of the last day is known. */
    boolean complete() {
        return !dropped || timeSource.nanoTime() - completeAgainNanos >= 0;
    }

    void learn(TokenKey key, Verification.Invalid verdict, long askedNanos) {
        long keepNanos = forOutages ? KEPT_FOR_OUTAGES.toNanos() : freshNanos(verdict.reason());
        if (keepNanos > 0) {
            refused.put(key, new Refused(verdict, askedNanos, keepNanos));
        }
    }

    /** The local verifier refuses the token, too: it need not be remembered for an outage, so garbage takes no room. */
    void refusedLocally(TokenKey key) {
        refused.asMap()
                .computeIfPresent(
                        key,
                        (same, entry) ->
                                ttlNanos == 0 ? null : new Refused(entry.verdict(), entry.askedNanos(), ttlNanos));
    }

    /** The judge admits the token now: what it refused before that question is over. */
    void forget(TokenKey key, long askedNanos) {
        refused.asMap().computeIfPresent(key, (same, entry) -> entry.askedNanos() - askedNanos > 0 ? entry : null);
    }

    boolean knowsNewer(TokenKey key, long askedNanos) {
        Refused entry = refused.getIfPresent(key);
        return entry != null && entry.askedNanos() - askedNanos > 0;
    }
}
