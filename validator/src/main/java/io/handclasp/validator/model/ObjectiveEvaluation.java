package io.handclasp.validator.model;

import io.handclasp.core.statistics.Interval;
import io.handclasp.core.statistics.Statistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;

/**
 * Holds measurements against a target. A rate or a mean is judged by its interval and not by itself: three of three say nothing
 * about 99 %.
 */
final class ObjectiveEvaluation {
    /** From this many values on the mean of a sample is taken as normally distributed. */
    static final int SMALLEST_SAMPLE_OF_A_MEAN = 30;

    private static final double Z = 1.959963984540054;
    private static final double NANOS = 1e9;
    private static final long LARGEST_NEED = 1_000_000_000_000L;

    private ObjectiveEvaluation() {}

    static ObjectiveResult of(Objective objective, List<Measurement> measurements) {
        return switch (objective.kind()) {
            case RATE_AT_LEAST -> rate(objective, of(Measurement.Rate.class, measurements));
            case MEAN_BELOW -> mean(objective, seconds(measurements));
            case LONGEST_BELOW -> longest(objective, seconds(measurements));
            case SHARE_AT_LEAST, NUMBER_AT_MOST -> value(objective, of(Measurement.Value.class, measurements));
        };
    }

    private static <M extends Measurement> List<M> of(Class<M> kind, List<Measurement> measurements) {
        return measurements.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static double[] seconds(List<Measurement> measurements) {
        return of(Measurement.Durations.class, measurements).stream()
                .flatMap(durations -> durations.values().stream())
                .mapToDouble(duration -> duration.getSeconds() + duration.getNano() / NANOS)
                .toArray();
    }

    private static ObjectiveResult rate(Objective objective, List<Measurement.Rate> rates) {
        long successes = rates.stream().mapToLong(Measurement.Rate::successes).reduce(0, Math::addExact);
        long trials = rates.stream().mapToLong(Measurement.Rate::trials).reduce(0, Math::addExact);
        Optional<Interval> bounds = Statistics.wilson(successes, trials);
        if (bounds.isEmpty()) {
            return noData(objective, OptionalLong.of(Statistics.smallestPerfectSample(objective.target())));
        }
        OptionalDouble measured = OptionalDouble.of((double) successes / trials);
        if (bounds.get().lower() >= objective.target()) {
            return new ObjectiveResult(objective, measured, trials, bounds, OptionalLong.empty(), ObjectiveVerdict.MET);
        }
        if (bounds.get().upper() < objective.target()) {
            return new ObjectiveResult(
                    objective, measured, trials, bounds, OptionalLong.empty(), ObjectiveVerdict.MISSED);
        }
        OptionalLong needed = trialsNeeded(trials - successes, trials, objective.target());
        return new ObjectiveResult(objective, measured, trials, bounds, needed, ObjectiveVerdict.INSUFFICIENT_DATA);
    }

    /** The smallest number of trials that shows the target with the failures that there were and no further one. */
    private static OptionalLong trialsNeeded(long failures, long trials, double target) {
        long enough = Math.max(trials, Statistics.smallestPerfectSample(target));
        while (!shows(failures, enough, target)) {
            if (enough >= LARGEST_NEED) {
                return OptionalLong.empty();
            }
            enough *= 2;
        }
        long tooFew = trials;
        while (enough - tooFew > 1) {
            long middle = tooFew + (enough - tooFew) / 2;
            if (shows(failures, middle, target)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalLong.of(enough);
    }

    private static boolean shows(long failures, long trials, double target) {
        return Statistics.wilson(trials - failures, trials).orElseThrow().lower() >= target;
    }

    private static ObjectiveResult mean(Objective objective, double[] seconds) {
        int n = seconds.length;
        if (n == 0) {
            return noData(objective, OptionalLong.of(SMALLEST_SAMPLE_OF_A_MEAN));
        }
        double mean = DoubleStream.of(seconds).sum() / n;
        OptionalDouble measured = OptionalDouble.of(mean);
        if (n < SMALLEST_SAMPLE_OF_A_MEAN) {
            return new ObjectiveResult(
                    objective,
                    measured,
                    n,
                    Optional.empty(),
                    OptionalLong.of(SMALLEST_SAMPLE_OF_A_MEAN),
                    ObjectiveVerdict.INSUFFICIENT_DATA);
        }
        double variance = DoubleStream.of(seconds)
                        .map(each -> (each - mean) * (each - mean))
                        .sum()
                / (n - 1);
        double half = Z * Math.sqrt(variance / n);
        Optional<Interval> bounds = Optional.of(new Interval(Math.max(0, mean - half), mean + half));
        if (mean + half < objective.target()) {
            return new ObjectiveResult(objective, measured, n, bounds, OptionalLong.empty(), ObjectiveVerdict.MET);
        }
        if (mean - half >= objective.target()) {
            return new ObjectiveResult(objective, measured, n, bounds, OptionalLong.empty(), ObjectiveVerdict.MISSED);
        }
        return new ObjectiveResult(
                objective,
                measured,
                n,
                bounds,
                valuesNeeded(Math.abs(objective.target() - mean), variance),
                ObjectiveVerdict.INSUFFICIENT_DATA);
    }

    /** How many values of this spread tell a mean from a target at this distance. */
    private static OptionalLong valuesNeeded(double distance, double variance) {
        double needed = Math.floor(Z * Z * variance / (distance * distance)) + 1;
        return needed < LARGEST_NEED ? OptionalLong.of((long) needed) : OptionalLong.empty();
    }

    private static ObjectiveResult longest(Objective objective, double[] seconds) {
        OptionalDouble longest = DoubleStream.of(seconds).max();
        if (longest.isEmpty()) {
            return noData(objective, OptionalLong.of(1));
        }
        return settled(objective, longest, seconds.length, longest.getAsDouble() < objective.target());
    }

    private static ObjectiveResult value(Objective objective, List<Measurement.Value> values) {
        if (values.isEmpty()) {
            return noData(objective, OptionalLong.of(1));
        }
        long n = values.stream().mapToLong(Measurement.Value::n).reduce(0, Math::addExact);
        DoubleStream numbers = values.stream().mapToDouble(Measurement.Value::value);
        if (objective.kind() == ObjectiveKind.NUMBER_AT_MOST) {
            double worst = numbers.max().orElseThrow();
            return settled(objective, OptionalDouble.of(worst), n, worst <= objective.target());
        }
        double worst = numbers.min().orElseThrow();
        return settled(objective, OptionalDouble.of(worst), n, worst >= objective.target());
    }

    private static ObjectiveResult settled(Objective objective, OptionalDouble measured, long n, boolean met) {
        return new ObjectiveResult(
                objective,
                measured,
                n,
                Optional.empty(),
                OptionalLong.empty(),
                met ? ObjectiveVerdict.MET : ObjectiveVerdict.MISSED);
    }

    private static ObjectiveResult noData(Objective objective, OptionalLong needed) {
        return new ObjectiveResult(
                objective, OptionalDouble.empty(), 0, Optional.empty(), needed, ObjectiveVerdict.INSUFFICIENT_DATA);
    }
}
