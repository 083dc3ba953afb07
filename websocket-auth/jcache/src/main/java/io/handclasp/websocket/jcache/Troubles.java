package io.handclasp.websocket.jcache;

import io.handclasp.core.Finding;
import io.handclasp.core.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is not believed; the first of each kind is logged. Thread-safe. */
final class Troubles {
    private static final Logger log = LoggerFactory.getLogger(Troubles.class);
    private static final String HINT =
            "find out who else writes to this cache, and whether all nodes have the same keys";

    private final String cache;
    private final Map<Trouble, AtomicLong> counts = new EnumMap<>(Trouble.class);

    Troubles(String cache) {
        this.cache = cache;
        for (Trouble trouble : Trouble.values()) {
            counts.put(trouble, new AtomicLong());
        }
    }

    void count(Trouble trouble) {
        if (counter(trouble).getAndIncrement() == 0) {
            log.warn(
                    "cache {}: {}; it counts as not there, and further ones are counted only",
                    cache,
                    trouble.message());
        }
    }

    /** There is one for each kind from the start, so that the map never changes. */
    private AtomicLong counter(Trouble trouble) {
        return Objects.requireNonNull(counts.get(trouble));
    }

    long total() {
        return counts.values().stream().mapToLong(AtomicLong::get).sum();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            long count = counter(trouble).get();
            if (count > 0) {
                Status status = trouble == Trouble.TAMPERED ? Status.FAIL : Status.WARN;
                findings.add(Finding.of(trouble.code(), status, cache, trouble.message() + " (" + count + " times)")
                        .withHint(HINT));
            }
        }
        return List.copyOf(findings);
    }
}
