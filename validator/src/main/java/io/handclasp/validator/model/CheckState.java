package io.handclasp.validator.model;

import io.handclasp.core.Status;

/** How a check ended. Only what ran and was in order is {@link #PASSED}. */
public enum CheckState {
    /** It ran, and what it looked at is in order. */
    PASSED(Status.PASS, "passed"),
    /** It ran, and what it looked at works, but somebody should attend to it. */
    WARNING(Status.WARN, "passed with a warning"),
    /** It ran, and what it looked at is broken. */
    FAILED(Status.FAIL, "failed"),
    /** It was left out on purpose; the message says why. */
    SKIPPED(Status.SKIPPED, "skipped"),
    /** It did not run because something that it depends on did not pass; the outcome names it. */
    BLOCKED(Status.BLOCKED, "blocked"),
    /** It did not answer in time. */
    TIMED_OUT(Status.UNKNOWN, "timed out"),
    /** It ran and could not judge: it broke, or had no data. */
    UNKNOWN(Status.UNKNOWN, "unknown"),
    /** It was planned and never started: the run or its phase was over before. */
    NOT_RUN(Status.UNKNOWN, "not run");

    private final Status status;
    private final String words;

    CheckState(Status status, String words) {
        this.status = status;
        this.words = words;
    }

    /**
     * The same in the words that all modules share.
     *
     * @return the status
     */
    public Status status() {
        return status;
    }

    /**
     * The state in words for people.
     *
     * @return lower-case English
     */
    public String words() {
        return words;
    }

    /** Whether something was looked at: what never was cannot have measured anything. */
    boolean started() {
        return this != SKIPPED && this != BLOCKED && this != NOT_RUN;
    }
}
