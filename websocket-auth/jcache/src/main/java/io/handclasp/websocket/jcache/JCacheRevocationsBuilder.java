package io.handclasp.websocket.jcache;

import io.handclasp.core.Settings;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javax.cache.Cache;

/** Builds a {@link JCacheRevocations}. Not thread-safe. */
public final class JCacheRevocationsBuilder {
    final Cache<String, byte[]> cache;
    final CacheKeyRing keys;
    final Executor executor;
    final ScheduledExecutorService scheduler;
    int capacity = 100_000;
    Duration keepFor = Duration.ofHours(24);
    Duration refreshEvery = Duration.ofSeconds(2);
    Duration staleAfter = Duration.ofSeconds(30);
    TimeSource timeSource = TimeSource.system();

    JCacheRevocationsBuilder(
            Cache<String, byte[]> cache, CacheKeyRing keys, Executor executor, ScheduledExecutorService scheduler) {
        this.cache = Objects.requireNonNull(cache, "cache");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
    }

    /**
     * Sets how many revocations are kept. Default: 100,000.
     *
     * @param capacity 1 to 10,000,000; when there are more, the store is not complete
     * @return this builder
     */
    public JCacheRevocationsBuilder capacity(int capacity) {
        this.capacity = Settings.requireRange("capacity", capacity, 1, 10_000_000);
        return this;
    }

    /**
     * Sets how long each is kept: at least as long as a token lives. Default: 24 h.
     *
     * @param keepFor 1 s to 365 days
     * @return this builder
     */
    public JCacheRevocationsBuilder keepFor(Duration keepFor) {
        this.keepFor = Settings.requireWithin("keepFor", keepFor, Duration.ofSeconds(1), Duration.ofDays(365));
        return this;
    }

    /**
     * Sets how often the whole cache is read, for events that were lost and for entries that are missing. Default: 2 s. With
     * many thousands of revocations, longer.
     *
     * @param refreshEvery 100 ms to 10 min
     * @return this builder
     */
    public JCacheRevocationsBuilder refreshEvery(Duration refreshEvery) {
        this.refreshEvery =
                Settings.requireWithin("refreshEvery", refreshEvery, Duration.ofMillis(100), Duration.ofMinutes(10));
        return this;
    }

    /**
     * Sets after how long without a reading the store is not complete. Default: 30 s.
     *
     * @param staleAfter longer than {@code refreshEvery}, at most 1 day
     * @return this builder
     */
    public JCacheRevocationsBuilder staleAfter(Duration staleAfter) {
        this.staleAfter = Settings.requireWithin("staleAfter", staleAfter, Duration.ofMillis(100), Duration.ofDays(1));
        return this;
    }

    /**
     * Sets the clock. Default: the system's.
     *
     * @param timeSource the clock
     * @return this builder
     */
    public JCacheRevocationsBuilder timeSource(TimeSource timeSource) {
        this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
        return this;
    }

    /**
     * Builds the store and begins to read the cache, without waiting for it. Until it was read once, the store is not complete.
     *
     * @return a store to be closed by the host, before the cache
     * @throws IllegalArgumentException when {@code staleAfter} is not longer than {@code refreshEvery}
     */
    public JCacheRevocations start() {
        if (staleAfter.compareTo(refreshEvery) <= 0) {
            throw new IllegalArgumentException(
                    "staleAfter was " + staleAfter + ", must be longer than refreshEvery, which is " + refreshEvery);
        }
        JCacheRevocations revocations = new JCacheRevocations(this);
        revocations.begin();
        return revocations;
    }
}
