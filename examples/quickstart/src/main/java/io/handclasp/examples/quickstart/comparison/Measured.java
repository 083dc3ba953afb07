package io.handclasp.examples.quickstart.comparison;

import io.handclasp.core.statistics.Interval;
import io.handclasp.core.statistics.Sample;
import io.handclasp.core.statistics.Statistics;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a load brought.
 *
 * @param handshakes how many there were
 * @param succeeded how many were answered as they should be
 * @param toldToTryAgain how many were told that there is trouble
 * @param calledBad how many were turned away as if their token were bad
 * @param nanos the times to an answer of all of them, in nanoseconds
 * @param delays how late they were begun, in nanoseconds
 * @param authCalls how many calls to the auth service it took
 */
record Measured(
        int handshakes, int succeeded, int toldToTryAgain, int calledBad, Sample nanos, Sample delays, int authCalls) {
    private static final double NANOS_PER_MILLI = 1e6;

    static Measured of(Load.Result result, int authCalls) {
        List<Answer> answers = result.answers();
        List<Duration> times = answers.stream().map(Answer::time).collect(Collectors.toList());
        return new Measured(
                answers.size(),
                count(answers, Answer::admitted),
                count(answers, Answer::toldToTryAgain),
                count(answers, Answer::calledBad),
                Sample.ofNanos(times),
                result.delays(),
                authCalls);
    }

    private static int count(List<Answer> answers, Predicate<Answer> which) {
        return (int) answers.stream().filter(which).count();
    }

    double share() {
        return (double) succeeded / handshakes;
    }

    Interval shareBounds() {
        return Statistics.wilson(succeeded, handshakes).orElse(new Interval(0, 1));
    }

    double callsPerHandshake() {
        return (double) authCalls / handshakes;
    }

    OptionalDouble meanMillis() {
        return millis(nanos.mean());
    }

    /** Empty when there are too few answers to speak of this percentile. */
    OptionalDouble percentileMillis(double p) {
        return millis(asDouble(nanos.percentile(p)));
    }

    OptionalDouble slowestMillis() {
        return millis(asDouble(nanos.max()));
    }

    /** How late the connections were begun that were late: nineteen of twenty were begun within it. */
    OptionalDouble delayMillis() {
        return millis(asDouble(delays.percentile(0.95)));
    }

    private static OptionalDouble asDouble(OptionalLong value) {
        return value.isPresent() ? OptionalDouble.of((double) value.getAsLong()) : OptionalDouble.empty();
    }

    private static OptionalDouble millis(OptionalDouble nanos) {
        return nanos.isPresent() ? OptionalDouble.of(nanos.getAsDouble() / NANOS_PER_MILLI) : nanos;
    }
}
