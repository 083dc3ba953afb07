package io.handclasp.validator.model;

import io.handclasp.core.Settings;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;

/**
 * A target that a run's measurements are held against. Immutable.
 *
 * @param id its name, in the grammar of a check's id
 * @param title what it is about, for people
 * @param kind what is compared, and how
 * @param measurement the name under which checks measure it
 * @param target the target in the unit of the kind: a share, seconds, or a number
 */
public record Objective(String id, String title, ObjectiveKind kind, String measurement, double target) {
    private static final double NANOS = 1e9;
    private static final double LARGEST_RATE = 0.999_999_999;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when a name does not follow the grammar, the title is blank, or the target is out of bounds:
     *     a rate is above 0 and at most 0.999999999, since nothing can show a rate of 1; a share is 0 to 1; seconds are above 0;
     *     a number is finite
     */
    public Objective {
        ShownText.requireId("id", id);
        title = ShownText.name("title of " + id, title);
        Objects.requireNonNull(kind, "kind");
        ShownText.requireId("measurement of " + id, measurement);
        String setting = "target of " + id;
        switch (kind) {
            case RATE_AT_LEAST -> Settings.requireRange(setting, target, Double.MIN_NORMAL, LARGEST_RATE);
            case SHARE_AT_LEAST -> Settings.requireRange(setting, target, 0.0, 1.0);
            case MEAN_BELOW, LONGEST_BELOW ->
                Settings.requireRange(setting, target, Double.MIN_NORMAL, Double.MAX_VALUE);
            case NUMBER_AT_MOST -> Settings.requireRange(setting, target, -Double.MAX_VALUE, Double.MAX_VALUE);
        }
    }

    /**
     * A rate of success.
     *
     * @param id its name
     * @param title what it is about, for people
     * @param measurement the name of {@link Measurement.Rate}s
     * @param target the smallest rate that is accepted, above 0 and below 1
     * @return the objective
     */
    public static Objective rateAtLeast(String id, String title, String measurement, double target) {
        return new Objective(id, title, ObjectiveKind.RATE_AT_LEAST, measurement, target);
    }

    /**
     * A mean duration.
     *
     * @param id its name
     * @param title what it is about, for people
     * @param measurement the name of {@link Measurement.Durations}
     * @param limit what the mean must be below
     * @return the objective
     */
    public static Objective meanBelow(String id, String title, String measurement, Duration limit) {
        return new Objective(id, title, ObjectiveKind.MEAN_BELOW, measurement, limit.toNanos() / NANOS);
    }

    /**
     * The longest duration.
     *
     * @param id its name
     * @param title what it is about, for people
     * @param measurement the name of {@link Measurement.Durations}
     * @param limit what every duration must be below
     * @return the objective
     */
    public static Objective longestBelow(String id, String title, String measurement, Duration limit) {
        return new Objective(id, title, ObjectiveKind.LONGEST_BELOW, measurement, limit.toNanos() / NANOS);
    }

    /**
     * A share that is no rate of trials, such as a score.
     *
     * @param id its name
     * @param title what it is about, for people
     * @param measurement the name of {@link Measurement.Value}s
     * @param target the smallest share that is accepted
     * @return the objective
     */
    public static Objective shareAtLeast(String id, String title, String measurement, double target) {
        return new Objective(id, title, ObjectiveKind.SHARE_AT_LEAST, measurement, target);
    }

    /**
     * A number of things that should be few.
     *
     * @param id its name
     * @param title what it is about, for people
     * @param measurement the name of {@link Measurement.Value}s
     * @param target the greatest number that is accepted
     * @return the objective
     */
    public static Objective numberAtMost(String id, String title, String measurement, double target) {
        return new Objective(id, title, ObjectiveKind.NUMBER_AT_MOST, measurement, target);
    }

    /**
     * Holds what was measured against the target.
     *
     * @param measurements everything that a run measured; other names and other kinds of measurement are left aside
     * @return what they show
     */
    public ObjectiveResult evaluate(Collection<Measurement> measurements) {
        return ObjectiveEvaluation.of(
                this,
                measurements.stream()
                        .filter(each -> each.name().equals(measurement))
                        .toList());
    }
}
