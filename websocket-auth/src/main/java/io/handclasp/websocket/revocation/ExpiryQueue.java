package io.handclasp.websocket.revocation;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** Revocations in the order in which they end, which is that in which they came: all are kept equally long. Not thread-safe. */
final class ExpiryQueue {
    private record Entry(Revocation revocation, long endNanos) {}

    private final Queue<Entry> entries = new ArrayDeque<>();

    void add(Revocation revocation, long endNanos) {
        entries.add(new Entry(revocation, endNanos));
    }

    void removeDue(long nowNanos, Consumer<Revocation> removed) {
        Entry next = entries.peek();
        while (next != null && nowNanos - next.endNanos() >= 0) {
            entries.remove();
            removed.accept(next.revocation());
            next = entries.peek();
        }
    }

    int size() {
        return entries.size();
    }
}
