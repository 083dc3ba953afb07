package io.handclasp.validator.model;

/** What a run shows about an objective. */
public enum ObjectiveVerdict {
    /** The data show that the target is met. */
    MET("met"),
    /** The data show that the target is missed. */
    MISSED("missed"),
    /** The data show neither; never counts as met. */
    INSUFFICIENT_DATA("insufficient data");

    private final String words;

    ObjectiveVerdict(String words) {
        this.words = words;
    }

    /**
     * The verdict in words for people.
     *
     * @return lower-case English
     */
    public String words() {
        return words;
    }
}
