package io.handclasp.validator.model;

import io.handclasp.core.time.Deadline;

/**
 * One question about the host, asked once in a run. It keeps to its deadline, leaves nothing behind when it returns, and does not
 * start another one.
 *
 * <p>Implementations are called by one thread at a time in each run, and by several when several runs go on at once.
 */
@FunctionalInterface
public interface Check {
    /**
     * Looks and tells.
     *
     * @param deadline when the answer is no longer of use: the check's own deadline or that of its phase or run, whichever comes
     *     first; nobody waits any longer
     * @return what was seen
     * @throws Exception if the check cannot tell; the outcome is then {@link CheckState#UNKNOWN}. An {@link AssertionError} is a
     *     judgement: the outcome is then {@link CheckState#FAILED}.
     */
    CheckOutcome run(Deadline deadline) throws Exception;
}
