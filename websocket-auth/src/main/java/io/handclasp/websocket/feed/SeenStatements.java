package io.handclasp.websocket.feed;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids of the statements that were carried out within a window of time. Bounded: the oldest are forgotten when there are too many, which
 * costs no more than that one of them may be carried out again, and revoking what is revoked changes nothing. Thread-safe.
 */
final class SeenStatements {
    private final Map<String, Long> seen = new LinkedHashMap<>();
    private final int capacity;
    private final long windowNanos;

    SeenStatements(int capacity, Duration window) {
        this.capacity = capacity;
        this.windowNanos = window.toNanos();
    }

    /** Whether an id was noted within the window. */
    synchronized boolean contains(String id, long nowNanos) {
        Long notedNanos = seen.get(id);
        return notedNanos != null && nowNanos - notedNanos < windowNanos;
    }

    /** Notes an id; false when it was noted before. */
    synchronized boolean add(String id, long nowNanos) {
        Iterator<Long> oldest = seen.values().iterator();
        while (oldest.hasNext() && (nowNanos - oldest.next() >= windowNanos || seen.size() >= capacity)) {
            oldest.remove();
        }
        return seen.putIfAbsent(id, nowNanos) == null;
    }

    synchronized int size() {
        return seen.size();
    }
}
