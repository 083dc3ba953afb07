package io.handclasp.core.concurrent;

import io.handclasp.core.time.Deadline;

/**
 * What a task does.
 *
 * @param <T> what it yields
 */
@FunctionalInterface
public interface TaskBody<T> {
    /**
     * Does the work, on a thread of the host's executor.
     *
     * @param deadline when the result is no longer of use: the task's own timeout or the end of the whole run, whichever
     *     comes first
     * @return the result; not null
     * @throws Exception if there is no result; the runner reports it as {@link TaskResult.Failed}
     */
    T run(Deadline deadline) throws Exception;
}
