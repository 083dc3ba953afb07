package io.handclasp.validator.model;

/** The stages of a drill, in the order of the Chaos Toolkit: what is normal, the fault, its end, and what is normal again. */
public enum DrillStage {
    /** Before the fault: the host is as it should be. */
    STEADY_STATE("steady state"),
    /** The fault is put in place and shown to have taken effect. */
    INJECTION("fault injected"),
    /** The fault lasts: the host keeps its promises, or degrades as promised. */
    UNDER_FAULT("under fault"),
    /** The fault is taken away. */
    UNDO("fault removed"),
    /** Until the host is as it was before. */
    RECOVERY("recovery");

    private final String words;

    DrillStage(String words) {
        this.words = words;
    }

    /**
     * The stage in words for people.
     *
     * @return lower-case English
     */
    public String words() {
        return words;
    }
}
