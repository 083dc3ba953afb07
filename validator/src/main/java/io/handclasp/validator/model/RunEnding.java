package io.handclasp.validator.model;

/** How a run as a whole ended. Only a run that was left to end can pass. */
public enum RunEnding {
    /** Every check had its turn. */
    COMPLETED("completed"),
    /** The deadline of the run came first. */
    DEADLINE_EXCEEDED("stopped at its deadline"),
    /** The host cancelled it. */
    CANCELLED("cancelled"),
    /** The thread that called it was interrupted. */
    INTERRUPTED("interrupted");

    private final String words;

    RunEnding(String words) {
        this.words = words;
    }

    /**
     * The ending in words for people.
     *
     * @return lower-case English
     */
    public String words() {
        return words;
    }
}
