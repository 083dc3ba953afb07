package io.handclasp.websocket.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the judge refused. A refusal that time cannot heal answers for the judge a short while. Where a local verifier may judge
 * in an outage, every refusal is kept for a day, in a region of its own, since the local verifier does not know what only the
 * judge knew; when one had to be dropped before, {@link #complete} says so, and the local verifier must not judge. Thread-safe.
 */
final class RefusalMemory {
    private static final Logger log = LoggerFactory.getLogger(ResilientVerifier.class);
    private static final Duration KEPT_FOR_OUTAGES = Duration.ofHours(24);
    /** An account that is not active yet may be so a moment later. */
    private static final long LONGEST_INACTIVE_NANOS = Duration.ofSeconds(1).toNanos();
    /** Longer than any question can be open: what was asked before must not outlive what was learnt since. */
    private static final Duration SHORTEST_MEMORY = Duration.ofMinutes(1);

    private final Cache<TokenKey, Refused> recent;
    private final @Nullable Cache<TokenKey, Refused> lasting;
    private final TimeSource timeSource;
    private final long ttlNanos;
    private volatile boolean dropped;
    private volatile long completeAgainNanos;

    private record Refused(Verification.Invalid verdict, long askedNanos) {}

    RefusalMemory(CachePolicy policy, boolean forOutages, TimeSource timeSource) {
        this.timeSource = timeSource;
        this.ttlNanos = policy.refusalTtl().toNanos();
        Duration shortTime = policy.refusalTtl().compareTo(SHORTEST_MEMORY) > 0 ? policy.refusalTtl() : SHORTEST_MEMORY;
        this.recent = region(policy, timeSource).expireAfterWrite(shortTime).build();
        this.lasting = !forOutages
                ? null
                : region(policy, timeSource)
                        .expireAfterWrite(KEPT_FOR_OUTAGES)
                        .evictionListener((@Nullable TokenKey key, @Nullable Refused refused, RemovalCause cause) ->
                                evicted(cause))
                        .build();
    }

    private static Caffeine<Object, Object> region(CachePolicy policy, TimeSource timeSource) {
        return Caffeine.newBuilder()
                .maximumSize(policy.maxRefusals())
                .ticker(timeSource::nanoTime)
                .executor(Runnable::run);
    }

    private void evicted(RemovalCause cause) {
        if (cause == RemovalCause.SIZE) {
            if (complete()) {
                log.warn(
                        "too many refusals to remember for an outage: nobody is verified locally for {}",
                        KEPT_FOR_OUTAGES);
            }
            completeAgainNanos = timeSource.nanoTime() + KEPT_FOR_OUTAGES.toNanos();
            dropped = true;
        }
    }

    /** A refusal that still answers for the judge. */
    @Nullable
    Verification fresh(TokenKey key) {
        Refused refused = recent.getIfPresent(key);
        if (refused == null) {
            return null;
        }
        long ageNanos = timeSource.nanoTime() - refused.askedNanos();
        return ageNanos < freshNanos(refused.verdict().reason()) ? refused.verdict() : null;
    }

    private long freshNanos(RejectReason reason) {
        return switch (reason) {
            case BAD_SIGNATURE, EXPIRED -> ttlNanos;
            case INACTIVE -> Math.min(ttlNanos, LONGEST_INACTIVE_NANOS);
            default -> 0;
        };
    }

    /** The last refusal of a token: within a day where they are kept for outages, else within a minute. */
    Optional<Verification.Invalid> last(TokenKey key) {
        Refused refused = lasting == null ? null : lasting.getIfPresent(key);
        return Optional.ofNullable(refused == null ? recent.getIfPresent(key) : refused)
                .map(Refused::verdict);
    }

    /** Whether every refusal of the last day is known. */
    boolean complete() {
        return !dropped || timeSource.nanoTime() - completeAgainNanos >= 0;
    }

    void learn(TokenKey key, Verification.Invalid verdict, long askedNanos) {
        Refused refused = new Refused(verdict, askedNanos);
        recent.put(key, refused);
        if (lasting != null) {
            lasting.put(key, refused);
        }
    }

    /** The local verifier refuses the token, too: it need not be remembered for an outage, so garbage takes no room. */
    void refusedLocally(TokenKey key) {
        if (lasting != null) {
            lasting.invalidate(key);
        }
    }

    /** The judge admits the token now: what it refused before that question is over. */
    void forget(TokenKey key, long askedNanos) {
        forget(recent, key, askedNanos);
        if (lasting != null) {
            forget(lasting, key, askedNanos);
        }
    }

    private static void forget(Cache<TokenKey, Refused> region, TokenKey key, long askedNanos) {
        region.asMap().computeIfPresent(key, (same, refused) -> refused.askedNanos() - askedNanos > 0 ? refused : null);
    }

    boolean knowsNewer(TokenKey key, long askedNanos) {
        Refused refused = recent.getIfPresent(key);
        return refused != null && refused.askedNanos() - askedNanos > 0;
    }
}
