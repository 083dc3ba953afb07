package io.handclasp.drift.history;

import java.util.LinkedHashMap;
import java.util.Map;

/** Says whose old runs are to be looked for: those of each target with its first run and with every hundredth. Thread-safe. */
final class PruneTurns {
    static final int EVERY = 100;
    /** Who is forgotten beyond these is taken for new when it comes again, and is pruned too often rather than never. */
    static final int MAX_TARGETS = 1_000;

    /** How many runs of each target were recorded since its turn; the one that was not seen for longest is first. */
    private final Map<String, Integer> recorded = new LinkedHashMap<>(16, 0.75f, true);

    /** Counts a run of the target. */
    synchronized boolean isDue(String target) {
        int before = recorded.getOrDefault(target, 0);
        recorded.put(target, (before + 1) % EVERY);
        if (recorded.size() > MAX_TARGETS) {
            recorded.remove(recorded.keySet().iterator().next());
        }
        return before == 0;
    }
}
