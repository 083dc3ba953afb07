package io.handclasp.websocket.jcache;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys of a fleet: one that writes, and older ones that still read. To change keys without losing what is in the cache, give
 * the new key to all nodes as an older one first; then make it the current one everywhere and keep the other as an older one; drop
 * that when what it wrote has ended. Immutable; shows ids only.
 */
public final class CacheKeyRing {
    private static final int MOST_OLDER = 8;

    private final List<CacheKey> keys;

    private CacheKeyRing(List<CacheKey> keys) {
        this.keys = keys;
    }

    /**
     * Makes a ring.
     *
     * @param current writes, and reads
     * @param older read only; at most 8
     * @return the ring
     * @throws IllegalArgumentException when there are more, or two keys have one id
     */
    public static CacheKeyRing of(CacheKey current, CacheKey... older) {
        Objects.requireNonNull(current, "current");
        if (older.length > MOST_OLDER) {
            throw new IllegalArgumentException("older keys were " + older.length + ", must be at most " + MOST_OLDER
                    + ": each costs a further look-up");
        }
        List<CacheKey> keys =
                Stream.concat(Stream.of(current), Stream.of(older)).toList();
        Set<String> ids = new HashSet<>();
        for (CacheKey key : keys) {
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException("two cache keys have the id " + key.id() + ", must be one");
            }
        }
        return new CacheKeyRing(keys);
    }

    /** All keys, the current one first. */
    List<CacheKey> keys() {
        return keys;
    }

    @Override
    public String toString() {
        return "CacheKeyRing" + keys;
    }
}
