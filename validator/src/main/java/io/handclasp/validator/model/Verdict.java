package io.handclasp.validator.model;

import io.handclasp.core.Status;

/** The one word that a run comes to. It is made by the report and by nothing else. */
public enum Verdict {
    /** Everything that was planned and not left out on purpose ran and is in order. Exit code 0. */
    PASS(0),
    /** The host works, but somebody should attend to something. Exit code 0. */
    WARN(0),
    /** Something is broken. Exit code 1. */
    FAIL(1),
    /** Nobody can tell: something could not be judged, or the run did not come to its end. Exit code 2. */
    UNKNOWN(2);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    /**
     * What a process should exit with.
     *
     * @return 0, 1 or 2
     */
    public int exitCode() {
        return exitCode;
    }

    /**
     * The verdict as a status.
     *
     * @return the status of the same name
     */
    public Status status() {
        return Status.valueOf(name());
    }

    static Verdict of(Status status) {
        return switch (status) {
            case PASS -> PASS;
            case WARN -> WARN;
            case FAIL -> FAIL;
            case UNKNOWN, SKIPPED, BLOCKED -> UNKNOWN;
        };
    }
}
