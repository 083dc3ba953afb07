package io.handclasp.websocket.jcache;

import io.handclasp.core.Finding;
import io.handclasp.core.Settings;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.resilience.SharedVerdict;
import io.handclasp.websocket.resilience.VerdictCache;
import io.handclasp.websocket.token.BearerToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Shares good verdicts through a JCache. An entry lies under an HMAC-SHA-256 of the token and of the rules by which it was judged;
 * its value holds no token and is sealed with AES-256-GCM to its place. Whoever can read the cache learns no claim; whoever can
 * write to it cannot admit himself: what was changed, moved or forged counts as not there.
 *
 * <p>Operations run on the host's executor. The cache and its engine stay the host's, and so does the bound for its size; an
 * expiry after some minutes keeps it small, and nothing depends on it. Thread-safe; there is nothing to be closed.
 */
public final class JCacheVerdictCache implements VerdictCache {
    private final Cache<String, byte[]> cache;
    private final Seal seal;
    private final String rules;
    private final SharingPolicy policy;
    private final CacheCalls calls;
    private final Troubles troubles;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    private JCacheVerdictCache(Builder settings) {
        this.cache = settings.cache;
        this.seal = new Seal(settings.keys, "verdicts");
        this.rules = settings.rules;
        this.policy = settings.policy;
        this.troubles = new Troubles(cache.getName());
        this.calls = new CacheCalls(cache.getName(), settings.executor, policy, settings.timeSource);
    }

    /**
     * Starts a cache of verdicts.
     *
     * @param cache where they lie; for nothing else
     * @param keys the fleet's keys
     * @param rules by what tokens are judged here: issuer, audience, required scopes and claims. Nodes with the same text find each
     *     other's verdicts; where a token is judged by other rules, the text must be another one
     * @param executor runs the cache's operations, which block; bounded
     * @return a builder with {@link SharingPolicy#standard()}
     * @throws IllegalArgumentException when the rules are blank
     */
    public static Builder builder(Cache<String, byte[]> cache, CacheKeyRing keys, String rules, Executor executor) {
        return new Builder(cache, keys, rules, executor);
    }

    @Override
    public CompletionStage<Optional<SharedVerdict>> find(BearerToken token) {
        List<String> places = seal.places(rules, token.reveal());
        return calls.call(() -> read(places));
    }

    private @Nullable SharedVerdict read(List<String> places) {
        // Of what type a value is, only our own writers promise.
        Cache<String, ?> anything = cache;
        Map<String, ?> there;
        if (places.size() == 1) {
            Object value = anything.get(places.get(0));
            there = value == null ? Map.of() : Map.of(places.get(0), value);
        } else {
            there = anything.getAll(Set.copyOf(places));
        }
        for (String place : places) {
            Object value = there.get(place);
            Optional<SharedVerdict> verdict = value == null ? Optional.empty() : open(place, value);
            if (verdict.isPresent()) {
                hits.increment();
                return verdict.get();
            }
        }
        misses.increment();
        return null;
    }

    private Optional<SharedVerdict> open(String place, Object value) {
        Sealed sealed = seal.open(place, value);
        Optional<SharedVerdict> verdict = sealed.value().flatMap(VerdictCodec::read);
        if (verdict.isEmpty()) {
            Trouble trouble = sealed.trouble();
            troubles.count(trouble == null ? Trouble.UNREADABLE : trouble);
        }
        return verdict;
    }

    @Override
    public void put(BearerToken token, SharedVerdict verdict) {
        Optional<byte[]> plain = VerdictCodec.bytesOf(verdict);
        if (plain.isEmpty()) {
            calls.skipped.increment();
            return;
        }
        String place = seal.place(rules, token.reveal());
        byte[] sealed = seal.seal(place, plain.get());
        var unused = calls.<Void>call(() -> {
            cache.put(place, sealed);
            return null;
        });
    }

    @Override
    public void remove(BearerToken token) {
        Set<String> places = Set.copyOf(seal.places(rules, token.reveal()));
        var unused = calls.<Void>call(() -> {
            cache.removeAll(places);
            return null;
        });
    }

    @Override
    public Duration patience() {
        return policy.patience();
    }

    /**
     * What became of the operations so far.
     *
     * @return the numbers
     */
    public CacheCounts counts() {
        return new CacheCounts(
                hits.sum(), misses.sum(), calls.failed.sum(), calls.late.sum(), calls.skipped.sum(), troubles.total());
    }

    /**
     * What was found in the cache that should not be there. The first of each kind is also logged.
     *
     * @return one finding for each kind: {@code auth.cache-tampered}, {@code auth.cache-unknown-key},
     *     {@code auth.cache-foreign-value}, {@code auth.cache-unreadable}; none when all is well
     */
    public List<Finding> findings() {
        return troubles.findings();
    }

    @Override
    public String toString() {
        return "JCacheVerdictCache[" + cache.getName() + "]";
    }

    /** Builds a {@link JCacheVerdictCache}. Not thread-safe. */
    public static final class Builder {
        private final Cache<String, byte[]> cache;
        private final CacheKeyRing keys;
        private final String rules;
        private final Executor executor;
        private SharingPolicy policy = SharingPolicy.standard();
        private TimeSource timeSource = TimeSource.system();

        private Builder(Cache<String, byte[]> cache, CacheKeyRing keys, String rules, Executor executor) {
            this.cache = Objects.requireNonNull(cache, "cache");
            this.keys = Objects.requireNonNull(keys, "keys");
            this.rules = Settings.requireText("rules", rules);
            this.executor = Objects.requireNonNull(executor, "executor");
        }

        /**
         * Sets how much the cache may cost. Default: {@link SharingPolicy#standard()}.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder policy(SharingPolicy policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets the clock. Default: the system's.
         *
         * @param timeSource the clock
         * @return this builder
         */
        public Builder timeSource(TimeSource timeSource) {
            this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
            return this;
        }

        /**
         * Builds the cache.
         *
         * @return the cache, for {@code WebSocketAuthenticator.builder().verdictCache(…)}
         */
        public JCacheVerdictCache build() {
            return new JCacheVerdictCache(this);
        }
    }
}
