package io.handclasp.websocket.jcache;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.revocation.InMemoryRevocations;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that this node knows, wherever it was told. It answers without the cache. Bounded. Thread-safe. */
final class KnownRevocations {
    private final InMemoryRevocations store;
    private final int capacity;
    private final Duration keepFor;
    private final TimeSource timeSource;
    private final Map<KnownRevocation.Key, KnownRevocation> byKey = new HashMap<>();

    /**
     * What became of a revocation.
     *
     * @param kept whether it is refused from now on
     * @param now what is known of its key now
     * @param news whether something is known that was not before
     */
    record Added(boolean kept, KnownRevocation now, boolean news) {}

    KnownRevocations(int capacity, Duration keepFor, TimeSource timeSource) {
        this.store = Revocations.inMemory(capacity, keepFor, timeSource);
        this.capacity = capacity;
        this.keepFor = keepFor;
        this.timeSource = timeSource;
    }

    /** Adds what this node was told itself. */
    Added add(Revocation revocation) {
        return add(new KnownRevocation(revocation, timeSource.now().plus(keepFor)), true);
    }

    /** Adds what came from anywhere; empty when it has ended. */
    Optional<Added> addForeign(KnownRevocation foreign) {
        Instant now = timeSource.now();
        if (!now.isBefore(foreign.endsAt())) {
            return Optional.empty();
        }
        Instant latest = now.plus(keepFor);
        Instant end = foreign.endsAt().isAfter(latest) ? latest : foreign.endsAt();
        return Optional.of(add(new KnownRevocation(foreign.revocation(), end), false));
    }

    /** What this node is told itself is kept from now on, also where a clock that was set back says that it is kept for longer. */
    private synchronized Added add(KnownRevocation added, boolean anew) {
        KnownRevocation there = byKey.get(added.key());
        if (!anew && there != null && there.covers(added)) {
            return new Added(true, there, false);
        }
        KnownRevocation merged = there == null ? added : there.with(added);
        boolean kept = store.revoke(merged.revocation());
        if (kept && there == null && byKey.size() >= capacity) {
            removeEnded();
            // What is not here is not written, so the other nodes would never know.
            kept = byKey.size() < capacity;
        }
        if (kept) {
            byKey.put(merged.key(), merged);
        }
        boolean news = there == null || !there.revocation().equals(merged.revocation());
        return new Added(kept, merged, news);
    }

    /** Whether this very object is known: somebody who was told of it tells it back. */
    @SuppressWarnings("ReferenceEquality") // another one that is equal is news: it is kept for longer
    synchronized boolean isEcho(Revocation revocation) {
        KnownRevocation there = byKey.get(KnownRevocation.Key.of(revocation));
        return there != null && there.revocation() == revocation;
    }

    /** All that have not ended. */
    synchronized List<KnownRevocation> all() {
        removeEnded();
        return List.copyOf(byKey.values());
    }

    private void removeEnded() {
        Instant now = timeSource.now();
        byKey.values().removeIf(known -> !now.isBefore(known.endsAt()));
    }

    synchronized Optional<KnownRevocation> of(KnownRevocation.Key key) {
        return Optional.ofNullable(byKey.get(key));
    }

    boolean isRevoked(Identity identity) {
        return store.isRevoked(identity);
    }

    boolean complete() {
        return store.complete();
    }

    int size() {
        return store.size();
    }
}
