package io.handclasp.probes;

import io.handclasp.core.time.Deadline;

/**
 * Answers: does this dependency work now?
 *
 * <p>An outcome says what the probe learnt. An exception says that the probe itself broke and learnt nothing: it becomes
 * {@link ProbeOutcome#broken}, which is {@link ProbeState#UNKNOWN}, and never a failure of the dependency. So a probe
 * that expects an exception when its dependency is down catches it and answers {@link ProbeOutcome#down}.
 *
 * <p>A probe may block, but bounds its own waits by the deadline. One that runs from several monitors is called by
 * several threads at once.
 */
@FunctionalInterface
public interface Probe {
    /**
     * Looks at the dependency.
     *
     * @param deadline when the answer must be there; nobody reads a later one
     * @return what was learnt
     * @throws Exception when the probe broke; an {@link InterruptedException} when it was told to stop
     */
    ProbeOutcome check(Deadline deadline) throws Exception;

    /**
     * Whether this probe looks at something outside this process. A remote dependency must not decide whether this process
     * is alive: restarting it mends nothing there.
     *
     * @return whether it does; by default false
     */
    default boolean isRemote() {
        return false;
    }
}
