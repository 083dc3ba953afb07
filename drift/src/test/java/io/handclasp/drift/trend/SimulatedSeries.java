package io.handclasp.drift.trend;

import java.util.Arrays;
import java.util.Random;

/** Counts of findings of runs that resemble the ones before them, with or without a trend. The same for the same seed. */
final class SimulatedSeries {
    private static final double MEAN = 6;
    private static final double DEVIATION = 2;

    private final Random random;
    private final double correlation;

    SimulatedSeries(long seed, double correlation) {
        random = new Random(seed);
        this.correlation = correlation;
    }

    /** So many counts, which rise by so many standard deviations from the first to the last. */
    double[] next(int n, double rise) {
        double[] counts = new double[n];
        double state = random.nextGaussian();
        for (int i = 0; i < n; i++) {
            double trend = rise * i / (n - 1);
            counts[i] = Math.max(0, Math.rint(MEAN + DEVIATION * (state + trend)));
            state = correlation * state + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
        }
        return counts;
    }

    /**
     * The naive rule, which this library's verdict is measured against: of the last ten runs, is the share with more findings than the
     * median of all runs under a half?
     */
    static TrendVerdict shareUnderHalf(double[] counts) {
        double median = Selection.median(counts.clone());
        double[] last = Arrays.copyOfRange(counts, counts.length - 10, counts.length);
        double share = Arrays.stream(last).filter(count -> count > median).count() / 10.0;
        return share < 0.5 ? TrendVerdict.IMPROVING : TrendVerdict.WORSENING;
    }
}
