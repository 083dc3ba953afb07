package io.handclasp.drift;

import io.handclasp.core.Status;

/** How one setting, or one rule, compares with what should be. */
public enum DriftStatus {
    /** It was looked at and is as it should be. */
    IN_SYNC,
    /** It is there and is not as it should be. */
    MODIFIED,
    /** It should be there and is not. */
    MISSING,
    /** It is there and should not be. */
    UNEXPECTED,
    /** It could not be judged, for example because its source could not be read. Never the same as in sync. */
    NOT_CHECKED,
    /** It differs, and an ignore rule of the host says that this is known. */
    IGNORED;

    /**
     * Tells whether this is a difference that counts.
     *
     * @return true for {@link #MODIFIED}, {@link #MISSING} and {@link #UNEXPECTED}
     */
    public boolean isDrift() {
        return this == MODIFIED || this == MISSING || this == UNEXPECTED;
    }

    /**
     * The same in the words of core.
     *
     * @param severity how bad a difference is
     * @return {@link Status#PASS} when in sync, {@link Status#FAIL} for a critical difference, {@link Status#WARN} for any
     *     other, {@link Status#UNKNOWN} when not checked, {@link Status#SKIPPED} when ignored
     */
    public Status toStatus(Severity severity) {
        return switch (this) {
            case IN_SYNC -> Status.PASS;
            case MODIFIED, MISSING, UNEXPECTED -> severity == Severity.CRITICAL ? Status.FAIL : Status.WARN;
            case NOT_CHECKED -> Status.UNKNOWN;
            case IGNORED -> Status.SKIPPED;
        };
    }
}
