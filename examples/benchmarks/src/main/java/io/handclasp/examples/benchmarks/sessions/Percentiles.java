package io.handclasp.examples.benchmarks.sessions;

import java.util.Arrays;
import java.util.Locale;

/** What was measured, in order. */
final class Percentiles {
    private final long[] sorted;

    Percentiles(long[] nanos) {
        this.sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    double millis(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }

    /** Median, 99th percentile and largest, in milliseconds. */
    String row() {
        return String.format(
                Locale.ROOT, "median %,.1f ms, p99 %,.1f ms, largest %,.1f ms", millis(0.5), millis(0.99), millis(1));
    }
}
