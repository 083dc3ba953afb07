package io.handclasp.probes;

/** How a run came by the outcome of one probe, for machines: a timeout is told apart from an answer. */
public enum Ending {
    /** The probe answered in time; the outcome is its own. */
    ANSWERED,
    /** The probe threw; the outcome is {@link ProbeState#UNKNOWN}. */
    THREW,
    /** The probe did not come back in time and may still be running; the outcome is {@link ProbeState#UNKNOWN}. */
    TIMED_OUT,
    /**
     * The probe did not come back in time in an earlier run and still has not, so it was not started again; the outcome is
     * {@link ProbeState#UNKNOWN}.
     */
    STILL_RUNNING,
    /** A dependency is not up, so the probe was not started; the outcome is {@link ProbeState#BLOCKED}. */
    BLOCKED,
    /**
     * The probe was not started before the run was over, for want of a thread or of time; the outcome is
     * {@link ProbeState#UNKNOWN}.
     */
    NOT_STARTED,
    /** The thread of the run was interrupted before the answer; the outcome is {@link ProbeState#UNKNOWN}. */
    CANCELLED
}
