package io.handclasp.validator.model;

import io.handclasp.core.Status;

/** What a check that does not pass does to the verdict of the run. */
public enum Severity {
    /** Nobody can be served without it: its failure fails the run and caps the score. Weight 4 by default. */
    CRITICAL(4),
    /** Its failure fails the run. Weight 2 by default. */
    MAJOR(2),
    /** Its failure, or that nobody can tell, is a warning. Weight 1 by default. */
    MINOR(1);

    private final int weight;

    Severity(int weight) {
        this.weight = weight;
    }

    /**
     * What a check of this severity counts for in the score, unless it says something else.
     *
     * @return the weight, at least 1
     */
    public int weight() {
        return weight;
    }

    /**
     * What a status counts for in the verdict.
     *
     * @param status the status of a check of this severity
     * @return a warning for a minor check that failed or could not be judged, else the status itself
     */
    public Status weigh(Status status) {
        boolean lessened =
                this == MINOR && (status == Status.FAIL || status == Status.UNKNOWN || status == Status.BLOCKED);
        return lessened ? Status.WARN : status;
    }
}
