package io.handclasp.validator.model;

/** What an objective compares with its target, and how. */
public enum ObjectiveKind {
    /** A share of successes that must be at least the target. Shown by the 95 % Wilson interval. */
    RATE_AT_LEAST("≥", Unit.SHARE),
    /** A mean duration that must be below the target. Shown by the 95 % interval of the mean, from 30 values on. */
    MEAN_BELOW("mean <", Unit.SECONDS),
    /** The longest of all durations, which must be below the target. */
    LONGEST_BELOW("longest <", Unit.SECONDS),
    /** A share that must be at least the target; of several the smallest counts. */
    SHARE_AT_LEAST("≥", Unit.SHARE),
    /** A number that must be at most the target; of several the greatest counts. */
    NUMBER_AT_MOST("≤", Unit.NUMBER);

    /** What a value of an objective is counted in. */
    public enum Unit {
        /** A share between 0 and 1. */
        SHARE,
        /** Seconds. */
        SECONDS,
        /** A plain number. */
        NUMBER
    }

    private final String relation;
    private final Unit unit;

    ObjectiveKind(String relation, Unit unit) {
        this.relation = relation;
        this.unit = unit;
    }

    /**
     * The comparison in a few signs, as it stands before the target.
     *
     * @return for example {@code mean <}
     */
    public String relation() {
        return relation;
    }

    /**
     * What target and measured value are counted in.
     *
     * @return the unit
     */
    public Unit unit() {
        return unit;
    }
}
