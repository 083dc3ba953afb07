package io.handclasp.probes;

import io.handclasp.core.Status;

/** What one probe learnt about its dependency. */
public enum ProbeState {
    /** It works. */
    UP(Status.PASS),
    /** It works, but somebody should attend to it. */
    WARN(Status.WARN),
    /** It does not work. */
    DOWN(Status.FAIL),
    /** Nobody can tell: the probe itself broke or had no data. */
    UNKNOWN(Status.UNKNOWN),
    /** The probe was left out on purpose. */
    SKIPPED(Status.SKIPPED),
    /** The probe did not run because one that it depends on is not up. */
    BLOCKED(Status.BLOCKED);

    private final Status status;

    ProbeState(Status status) {
        this.status = status;
    }

    /**
     * The same in the words that all reports share.
     *
     * @return the status
     */
    public Status status() {
        return status;
    }
}
