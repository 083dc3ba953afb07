package io.handclasp.drift.baseline;

/** A rule needs a setting that cannot be read here. Thrown by {@link RuleView}; a rule lets it pass. */
public final class NotCheckedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String reason;

    NotCheckedException(String key, String reason) {
        super(key + " " + reason);
        this.key = key;
        this.reason = reason;
    }

    /**
     * The setting that cannot be read.
     *
     * @return its name
     */
    public String key() {
        return key;
    }

    /**
     * Why not, for people.
     *
     * @return a text that quotes no value
     */
    public String reason() {
        return reason;
    }
}
