package io.handclasp.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTests {
    private static final long MANY = 1_000_000_000_000L;

    /** The first four from Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3. */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0,  20,  0.0000, 0.1611",
        "1,  29,  0.0061, 0.1718",
        "0,  10,  0.0000, 0.2775",
        "10, 10,  0.7225, 1.0000",
        "15, 20,  0.5313, 0.8881"
    })
    void wilsonWhenPublishedExampleThenPublishedBounds(long successes, long trials, double lower, double upper) {
        Interval interval = Statistics.wilson(successes, trials).orElseThrow();

        assertThat(interval.lower()).isCloseTo(lower, within(0.00005));
        assertThat(interval.upper()).isCloseTo(upper, within(0.00005));
    }

    @Test
    void wilsonWhenNoTrialsThenEmpty() {
        assertThat(Statistics.wilson(0, 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 10", "11, 10", "0, -1", "1, 0"})
    void wilsonWhenCountsAreImpossibleThenRefused(long successes, long trials) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistics.wilson(successes, trials))
                .withMessageContaining("successes was " + successes);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, 1.5, Double.NaN})
    void wilsonWhenConfidenceIsOutOfRangeThenRefused(double confidence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistics.wilson(1, 2, confidence))
                .withMessage("confidence was " + confidence + ", must be above 0 and below 1");
    }

    @Property
    void wilsonWhenAnyCountsThenWithinZeroAndOneAroundTheEstimate(
            @ForAll @LongRange(max = MANY) long one,
            @ForAll @LongRange(max = MANY) long other,
            @ForAll @DoubleRange(min = 0.5, max = 0.9999) @Scale(8) double confidence) {
        long trials = Math.max(one, other);
        long successes = Math.min(one, other);
        Assume.that(trials > 0);

        Interval interval = Statistics.wilson(successes, trials, confidence).orElseThrow();

        assertThat(interval.lower()).isBetween(0.0, 1.0);
        assertThat(interval.upper()).isBetween(0.0, 1.0);
        assertThat(interval.contains((double) successes / trials)).isTrue();
    }

    @Property
    void wilsonWhenOneMoreSucceedsThenBothBoundsRise(
            @ForAll @LongRange(min = 1, max = 10_000) long trials, @ForAll @LongRange(max = 9_999) long successes) {
        Assume.that(successes < trials);
        Interval fewer = Statistics.wilson(successes, trials).orElseThrow();
        Interval more = Statistics.wilson(successes + 1, trials).orElseThrow();

        assertThat(more.lower()).isGreaterThan(fewer.lower());
        assertThat(more.upper()).isGreaterThan(fewer.upper());
    }

    @Property
    void wilsonWhenSuccessesAndFailuresAreSwappedThenMirrored(
            @ForAll @LongRange(max = 10_000) long successes, @ForAll @LongRange(min = 1, max = 10_000) long failures) {
        Interval interval = Statistics.wilson(successes, successes + failures).orElseThrow();
        Interval mirror = Statistics.wilson(failures, successes + failures).orElseThrow();

        assertThat(interval.lower()).isCloseTo(1 - mirror.upper(), within(1e-12));
        assertThat(interval.upper()).isCloseTo(1 - mirror.lower(), within(1e-12));
    }

    @Property
    void wilsonWhenConfidenceGrowsThenWider(
            @ForAll @LongRange(min = 1, max = 10_000) long trials, @ForAll @LongRange(max = 10_000) long successes) {
        Assume.that(successes <= trials);
        Interval narrow = Statistics.wilson(successes, trials, 0.9).orElseThrow();
        Interval wide = Statistics.wilson(successes, trials, 0.99).orElseThrow();

        assertThat(wide.lower()).isLessThanOrEqualTo(narrow.lower());
        assertThat(wide.upper()).isGreaterThanOrEqualTo(narrow.upper());
    }

    @ParameterizedTest
    @CsvSource({"0.9, 35", "0.95, 73", "0.99, 381", "0.995, 765", "0.999, 3838"})
    void smallestPerfectSampleWhenTargetThenNumberOfTheDesign(double target, long expected) {
        assertThat(Statistics.smallestPerfectSample(target)).isEqualTo(expected);
    }

    @Property
    void smallestPerfectSampleWhenAnyTargetThenReachesItAndOneFewerDoesNot(
            @ForAll @DoubleRange(min = 0.01, max = 0.99999) @Scale(8) double target) {
        long trials = Statistics.smallestPerfectSample(target);

        assertThat(Statistics.wilson(trials, trials).orElseThrow().lower()).isGreaterThanOrEqualTo(target - 1e-12);
        if (trials > 1) {
            assertThat(Statistics.wilson(trials - 1, trials - 1).orElseThrow().lower())
                    .isLessThan(target);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1, Double.NaN})
    void smallestPerfectSampleWhenTargetCannotBeShownThenRefused(double target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistics.smallestPerfectSample(target))
                .withMessageContaining("target was " + target);
    }
}
