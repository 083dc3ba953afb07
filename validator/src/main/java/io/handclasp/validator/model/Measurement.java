package io.handclasp.validator.model;

import io.handclasp.core.Settings;
import io.handclasp.core.statistics.Sample;
import java.time.Duration;
import java.util.List;

/**
 * Something that a check measured, under a name by which {@linkplain Objectives objectives} and charts find it. What several checks
 * measured under one name is taken together. Immutable.
 */
public sealed interface Measurement {
    /** The most values that one measurement of durations may hold. */
    int MAX_DURATIONS = 100_000;
    /** The most trials, or things, that one measurement may rest on: sums of them do not overflow. */
    long MAX_N = 1_000_000_000_000L;

    /**
     * What was measured.
     *
     * @return the name, in the grammar of a check's id, for example {@code websocket.success}
     */
    String name();

    /**
     * How many values or trials it rests on.
     *
     * @return the number
     */
    long n();

    /**
     * A share of successes.
     *
     * @param name what was tried
     * @param successes how many trials succeeded
     * @param trials how many there were; at least as many
     */
    record Rate(String name, long successes, long trials) implements Measurement {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException unless 0 &le; successes &le; trials &le; {@link #MAX_N}, or when the name does not follow the grammar
         */
        public Rate {
            ShownText.requireId("name", name);
            Settings.requireRange("trials", trials, 0, MAX_N);
            Settings.requireRange("successes", successes, 0, trials);
        }

        @Override
        public long n() {
            return trials;
        }
    }

    /**
     * How long something took, each time.
     *
     * @param name what was timed
     * @param values the durations, none negative, at most {@value #MAX_DURATIONS}
     */
    record Durations(String name, List<Duration> values) implements Measurement {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException when a value is negative, when there are too many, or when the name does not follow the
         *     grammar
         */
        public Durations {
            ShownText.requireId("name", name);
            values = List.copyOf(values);
            Settings.requireRange("values of " + name + " (their number)", values.size(), 0, MAX_DURATIONS);
            values.forEach(value -> Settings.requireNotNegative("value of " + name, value));
        }

        @Override
        public long n() {
            return values.size();
        }

        /**
         * The values in order, for percentiles.
         *
         * @return a sample in nanoseconds
         */
        public Sample sample() {
            return Sample.ofNanos(values);
        }
    }

    /**
     * A number that is as it is, such as a score or a count of findings.
     *
     * @param name what it is
     * @param value the number; finite
     * @param n how many things it was made of, for example how many probes; at least 1
     */
    record Value(String name, double value, long n) implements Measurement {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException when the value is not finite, when {@code n} is not 1 to {@link #MAX_N}, or when the name does not
         *     follow the grammar
         */
        public Value {
            ShownText.requireId("name", name);
            Settings.requireRange("value of " + name, value, -Double.MAX_VALUE, Double.MAX_VALUE);
            Settings.requireRange("n of " + name, n, 1, MAX_N);
        }
    }
}
