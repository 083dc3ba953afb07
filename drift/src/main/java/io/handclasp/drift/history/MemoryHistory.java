package io.handclasp.drift.history;

import io.handclasp.core.time.Deadline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ring of runs in memory. */
final class MemoryHistory implements DriftHistory {
    private final int bound;
    /** In the order in which they were recorded; guarded by this. */
    private final Map<String, DriftRun> runs = new LinkedHashMap<>();

    MemoryHistory(int bound) {
        this.bound = bound;
    }

    @Override
    public synchronized boolean record(DriftRun run, Deadline deadline) throws HistoryUnavailableException {
        requireTime(deadline, "recording a run");
        DriftRun known = runs.get(run.id());
        if (known != null) {
            RunOrder.requireSame(run, known);
            return false;
        }
        runs.put(run.id(), run);
        if (runs.size() > bound) {
            runs.remove(runs.keySet().iterator().next());
        }
        return true;
    }

    @Override
    public synchronized List<DriftRun> recent(String target, int limit, Deadline deadline)
            throws HistoryUnavailableException {
        DriftRun.requireTarget(target);
        DriftHistory.requireLimit(limit);
        requireTime(deadline, "reading runs");
        List<DriftRun> found = runs.values().stream()
                .filter(run -> run.target().equals(target))
                .sorted(RunOrder.BY_TIME)
                .toList();
        return List.copyOf(found.subList(Math.max(0, found.size() - limit), found.size()));
    }

    /** There are never too many. */
    @Override
    public int prune(String target, Deadline deadline) throws HistoryUnavailableException {
        DriftRun.requireTarget(target);
        requireTime(deadline, "pruning");
        return 0;
    }

    private static void requireTime(Deadline deadline, String doing) throws HistoryUnavailableException {
        if (deadline.isExpired()) {
            throw HistoryUnavailableException.late(doing);
        }
    }
}
