package io.handclasp.websocket.micrometer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values of a tag that are not known in advance: the first hundred keep their names. Thread-safe. */
final class BoundedValues {
    static final int MOST = 100;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    String of(String value) {
        if (value.isBlank()) {
            return "none";
        }
        return known.contains(value) || add(value) ? value : "other";
    }

    private synchronized boolean add(String value) {
        return known.contains(value) || (known.size() < MOST && known.add(value));
    }
}
