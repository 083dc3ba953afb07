package io.handclasp.core.statistics;

/**
 * A closed interval. Immutable.
 *
 * @param lower its lower bound
 * @param upper its upper bound, not below the lower one
 */
public record Interval(double lower, double upper) {
    /**
     * Checks the order of the bounds.
     *
     * @throws IllegalArgumentException if the lower bound is above the upper one or one of them is not a number
     */
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("lower was " + lower + ", must not be above upper, which was " + upper);
        }
    }

    /**
     * Tells whether a value lies within the bounds.
     *
     * @param value the value
     * @return true if it does
     */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
