package io.handclasp.websocket.revocation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Revocations in the order in which they end, which is that in which they came last: all are kept equally long, and one that
 * comes again begins anew. Not thread-safe.
 */
final class ExpiryQueue {
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    /** What is revoked, whatever the moment before which its tokens were issued. */
    private record Key(Class<?> kind, Optional<String> issuer, String id) {
        static Key of(Revocation revocation) {
            return new Key(revocation.getClass(), revocation.issuer(), RevocationIndex.idOf(revocation));
        }
    }

    private record Entry(Revocation revocation, long endNanos) {}

    boolean contains(Revocation revocation) {
        return entries.containsKey(Key.of(revocation));
    }

    void add(Revocation revocation, long endNanos) {
        Key key = Key.of(revocation);
        entries.remove(key); // so that it goes to the end
        entries.put(key, new Entry(revocation, endNanos));
    }

    void removeDue(long nowNanos, Consumer<Revocation> removed) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Entry next = oldest.next();
            if (nowNanos - next.endNanos() < 0) {
                return;
            }
            oldest.remove();
            removed.accept(next.revocation());
        }
    }

    int size() {
        return entries.size();
    }
}
