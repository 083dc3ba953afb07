package io.handclasp.validator.model;

import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import io.handclasp.core.statistics.Interval;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a run shows about one objective. Immutable.
 *
 * @param objective the objective
 * @param measured what was measured, in the unit of its kind; empty without data
 * @param n how many values or trials it rests on
 * @param bounds the 95 % interval of what was measured; empty where the kind has none or there were too few
 * @param needed how many values or trials it takes at least, when there are too few and that can be told: with no further failure,
 *     or with a spread as it was
 * @param verdict what it comes to
 */
public record ObjectiveResult(
        Objective objective,
        OptionalDouble measured,
        long n,
        Optional<Interval> bounds,
        OptionalLong needed,
        ObjectiveVerdict verdict) {
    /**
     * Checks that no verdict stands without data.
     *
     * @throws IllegalArgumentException when {@code n} is negative, or when nothing was measured and the verdict is another one than
     *     {@link ObjectiveVerdict#INSUFFICIENT_DATA}
     */
    public ObjectiveResult {
        Objects.requireNonNull(objective, "objective");
        Settings.requireRange("n", n, 0, Long.MAX_VALUE);
        Objects.requireNonNull(verdict, "verdict");
        boolean hasData = measured.isPresent() && n > 0;
        if (!hasData && verdict != ObjectiveVerdict.INSUFFICIENT_DATA) {
            throw new IllegalArgumentException("verdict of " + objective.id() + " was " + verdict
                    + ", must be INSUFFICIENT_DATA when nothing was measured");
        }
    }

    /**
     * What it counts for in the verdict of the run.
     *
     * @param required whether too little data keeps the run from passing
     * @return PASS when met, FAIL when missed; with too little data UNKNOWN if required, else WARN
     */
    public Status status(boolean required) {
        return switch (verdict) {
            case MET -> Status.PASS;
            case MISSED -> Status.FAIL;
            case INSUFFICIENT_DATA -> required ? Status.UNKNOWN : Status.WARN;
        };
    }
}
