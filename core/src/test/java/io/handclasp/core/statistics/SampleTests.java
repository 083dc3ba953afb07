package io.handclasp.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTests {
    @ParameterizedTest
    @CsvSource({"0.5, 2", "0.75, 4", "0.9, 10", "0.95, 20", "0.99, 100", "0.999, 1000", "0.9999, 10000", "0.97, 34"})
    void smallestSizeForWhenPercentileThenOneExpectedBeyondIt(double p, int expected) {
        assertThat(Sample.smallestSizeFor(p)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 0.9999999, Double.NaN})
    void smallestSizeForWhenOutOfRangeThenRefused(double p) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.smallestSizeFor(p))
                .withMessage("p was " + p + ", must be above 0 and at most 0.999999");
    }

    @ParameterizedTest
    @CsvSource({"0.05, 15", "0.3, 20", "0.4, 20", "0.5, 35"})
    void percentileWhenTextbookSampleThenNearestRank(double p, long expected) {
        assertThat(Sample.of(50, 15, 40, 20, 35).percentile(p)).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 50", "0.95, 95", "0.99, 99", "0.07, 7", "0.29, 29", "0.57, 57", "0.58, 58"})
    void percentileWhenShareOfHundredIsWholeThenThatRankInSpiteOfBinaryFractions(double p, long expected) {
        Sample sample = Sample.of(LongStream.rangeClosed(1, 100).toArray());

        assertThat(sample.percentile(p)).hasValue(expected);
    }

    @Test
    void percentileWhenSampleIsOneTooSmallThenEmpty() {
        assertThat(Sample.of(LongStream.range(0, 99).toArray()).percentile(0.99))
                .isEmpty();
        assertThat(Sample.of(LongStream.range(0, 100).toArray()).percentile(0.99))
                .hasValue(98);
        assertThat(Sample.of(7).percentile(0.5)).isEmpty();
    }

    /** The definition word for word: the smallest value such that at least p percent of all are not above it. */
    @Property
    void percentileWhenAnySampleThenSmallestValueThatEnoughAreNotAbove(
            @ForAll @Size(min = 1, max = 300) long[] values, @ForAll @IntRange(min = 1, max = 99) int percent) {
        Sample sample = Sample.of(values);
        double p = percent / 100.0;

        if (values.length < Sample.smallestSizeFor(p)) {
            assertThat(sample.percentile(p)).isEmpty();
        } else {
            long naive = Arrays.stream(values)
                    .sorted()
                    .filter(value -> 100L * notAbove(values, value) >= (long) percent * values.length)
                    .findFirst()
                    .orElseThrow();
            assertThat(sample.percentile(p)).hasValue(naive);
        }
    }

    @Property
    void percentileWhenShareGrowsThenNeverFalls(@ForAll @Size(min = 100, max = 300) long[] values) {
        Sample sample = Sample.of(values);

        assertThat(sample.percentile(0.5).orElseThrow())
                .isLessThanOrEqualTo(sample.percentile(0.9).orElseThrow());
        assertThat(sample.percentile(0.9).orElseThrow())
                .isLessThanOrEqualTo(sample.percentile(0.99).orElseThrow());
        assertThat(sample.percentile(0.99).orElseThrow())
                .isLessThanOrEqualTo(sample.max().orElseThrow());
    }

    @Test
    void ofWhenArrayIsChangedLaterThenSampleIsNot() {
        long[] values = {3, 1, 2};
        Sample sample = Sample.of(values);
        values[0] = 99;

        assertThat(sample.max()).hasValue(3);
        assertThat(values).containsExactly(99, 1, 2);
    }

    @Test
    void meanWhenSumWouldOverflowThenRight() {
        assertThat(Sample.of(Long.MAX_VALUE, Long.MAX_VALUE).mean()).hasValue(Long.MAX_VALUE);
        assertThat(Sample.of(1, 2).mean()).hasValue(1.5);
    }

    @Test
    void ofWhenEmptyThenNothingIsKnown() {
        Sample sample = Sample.of();

        assertThat(sample.size()).isZero();
        assertThat(sample.mean()).isEmpty();
        assertThat(sample.min()).isEmpty();
        assertThat(sample.max()).isEmpty();
        assertThat(sample.percentile(0.5)).isEmpty();
    }

    @Test
    void ofNanosWhenDurationsThenNanoseconds() {
        Sample sample =
                Sample.ofNanos(List.of(Duration.ofSeconds(1), Duration.ofSeconds(Long.MAX_VALUE), Duration.ZERO));

        assertThat(sample.min()).hasValue(0);
        assertThat(sample.percentile(0.5)).hasValue(1_000_000_000L);
        assertThat(sample.max()).hasValue(Long.MAX_VALUE);
        assertThat(sample.size()).isEqualTo(3);
    }

    private static long notAbove(long[] values, long limit) {
        return Arrays.stream(values).filter(value -> value <= limit).count();
    }
}
