package io.handclasp.drift.history;

import io.handclasp.core.Settings;
import io.handclasp.core.time.Deadline;
import java.util.List;

/**
 * Keeps runs. Safe for use by many threads, and, where the runs are in a database, by many processes at once.
 *
 * <p>A run is there whole or not at all, whatever happens while it is written.
 */
public interface DriftHistory {
    /** The greatest number of runs that are read at once. */
    int MAX_RECENT = 1_000;

    /**
     * Keeps a run. Recording the same run again changes nothing, so a caller that does not know whether it was kept tries again.
     *
     * @param run the run
     * @param deadline when it must be kept
     * @return true when it was not there before
     * @throws HistoryUnavailableException when it is not known to be kept
     * @throws IllegalArgumentException when another run has that id
     */
    boolean record(DriftRun run, Deadline deadline) throws HistoryUnavailableException;

    /**
     * Reads the newest runs of a target.
     *
     * @param target what was compared
     * @param limit how many at most, 1 to {@value #MAX_RECENT}
     * @param deadline when the answer must be there
     * @return the runs by their time, the newest last; those of the same time by their ids
     * @throws HistoryUnavailableException when they cannot be read
     * @throws IllegalArgumentException when the limit is out of range or no run can have such a target
     */
    List<DriftRun> recent(String target, int limit, Deadline deadline) throws HistoryUnavailableException;

    /**
     * Drops runs of a target that are older, or more, than are to be kept. One call drops a bounded number; who wants to be rid of all
     * of them calls until it gets zero.
     *
     * @param target what was compared
     * @param deadline when it must be done
     * @return how many were dropped
     * @throws HistoryUnavailableException when it is not known to be done
     * @throws IllegalArgumentException when no run can have such a target
     */
    int prune(String target, Deadline deadline) throws HistoryUnavailableException;

    /**
     * Checks what {@link #recent} was asked, for implementations.
     *
     * @param limit how many at most
     * @return the limit
     * @throws IllegalArgumentException when it is out of range
     */
    static int requireLimit(int limit) {
        return Settings.requireRange("limit", limit, 1, MAX_RECENT);
    }
}
