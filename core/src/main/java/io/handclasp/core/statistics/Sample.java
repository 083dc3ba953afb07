package io.handclasp.core.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A sample of measured values, for example latencies in nanoseconds. Percentiles are exact: values that were measured,
 * found by nearest rank, which is definition 1 of Hyndman and Fan (1996), <i>Sample quantiles in statistical
 * packages</i>. A sample that is too small for a percentile does not yield it.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Sample {
    private static final double LARGEST_PERCENTILE = 0.999_999;
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final long[] sorted;

    private Sample(long[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Makes a sample.
     *
     * @param values the values, in any order; copied
     * @return the sample
     */
    public static Sample of(long... values) {
        return new Sample(LongStream.of(values).sorted().toArray());
    }

    /**
     * Makes a sample of durations, in nanoseconds. One beyond 292 years counts as 292 years.
     *
     * @param durations the durations, in any order
     * @return the sample
     */
    public static Sample ofNanos(Collection<Duration> durations) {
        return new Sample(
                durations.stream().mapToLong(Sample::cappedNanos).sorted().toArray());
    }

    /**
     * The smallest size that a sample must have to yield a percentile: enough values that at least one is expected beyond
     * it.
     *
     * @param p the percentile as a share, above 0 and at most 0.999999
     * @return the smallest whole number not below 1 / (1 - p): 2 for 0.5, 20 for 0.95, 100 for 0.99, 1000 for 0.999
     * @throws IllegalArgumentException if p is out of range
     */
    public static int smallestSizeFor(double p) {
        return BigDecimal.ONE
                .divide(BigDecimal.ONE.subtract(exact(p)), 0, RoundingMode.CEILING)
                .intValueExact();
    }

    /**
     * How many values there are.
     *
     * @return the size
     */
    public int size() {
        return sorted.length;
    }

    /**
     * The arithmetic mean.
     *
     * @return the mean; empty without values
     */
    public OptionalDouble mean() {
        return Arrays.stream(sorted).asDoubleStream().average();
    }

    /**
     * A percentile by nearest rank: the smallest value such that at least a share {@code p} of all values is not above it.
     *
     * @param p the percentile as a share, above 0 and at most 0.999999, for example 0.95
     * @return the value; empty when the sample is smaller than {@link #smallestSizeFor}
     * @throws IllegalArgumentException if p is out of range
     */
    public OptionalLong percentile(double p) {
        if (size() < smallestSizeFor(p)) {
            return OptionalLong.empty();
        }
        // Decimal arithmetic: in binary, 0.07 * 100 is above 7 and would yield the eighth value.
        int rank = exact(p).multiply(BigDecimal.valueOf(size()))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
        return OptionalLong.of(sorted[rank - 1]);
    }

    /**
     * The smallest value.
     *
     * @return the value; empty without values
     */
    public OptionalLong min() {
        return sorted.length == 0 ? OptionalLong.empty() : OptionalLong.of(sorted[0]);
    }

    /**
     * The greatest value.
     *
     * @return the value; empty without values
     */
    public OptionalLong max() {
        return sorted.length == 0 ? OptionalLong.empty() : OptionalLong.of(sorted[sorted.length - 1]);
    }

    /** Shows the size and the range. */
    @Override
    public String toString() {
        return "Sample[size=" + size() + ", min=" + min() + ", max=" + max() + "]";
    }

    private static BigDecimal exact(double p) {
        if (!(p > 0 && p <= LARGEST_PERCENTILE)) {
            throw new IllegalArgumentException("p was " + p + ", must be above 0 and at most " + LARGEST_PERCENTILE);
        }
        return BigDecimal.valueOf(p);
    }

    private static long cappedNanos(Duration duration) {
        return duration.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
