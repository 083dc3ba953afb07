package io.handclasp.drift.trend;

/** How much a run resembles the one before, and how much wider that spreads the score. */
final class Autocorrelation {
    /** Below this share of the whole variation, what is left beside the trend is rounding. */
    private static final double ROUNDING = 1e-18;
    /**
     * How much correlation may be hidden beyond the estimate in a series of fewer than 100 runs. Such a series only comes as far as this
     * when its estimate is low, which it may also be by chance; a third is what the simulation needs.
     */
    private static final double HIDDEN = 0.35;

    private static final double MOST = 0.95;

    private Autocorrelation() {}

    /** Of what is left when the trend is taken out: else a trend would look like correlation. */
    static double lag1(double[] series, double slope) {
        int n = series.length;
        double[] rest = new double[n];
        double scale = 0;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            // Around the middle, where the slope moves no huge numbers about.
            rest[i] = series[i] - slope * (i - (n - 1) / 2.0);
            mean += rest[i] / n;
            scale = Math.max(scale, Math.abs(series[i]));
        }
        if (scale == 0) {
            return 0;
        }
        double squares = 0;
        double products = 0;
        for (int i = 0; i < n; i++) {
            rest[i] = (rest[i] - mean) / scale;
            squares += rest[i] * rest[i];
            products += i == 0 ? 0 : rest[i] * rest[i - 1];
        }
        return squares <= ROUNDING * n ? 0 : products / squares;
    }

    /**
     * Yue and Wang's factor for a first-order series. The estimate is low by (2 + 4r)/n when a trend was taken out (Kendall 1954,
     * Marriott and Pope 1954), which is made good first. Never below one: no verdict gets surer by runs that differ.
     */
    static double varianceFactor(int n, double lag1) {
        double unbiased = (n * lag1 + 2) / (n - 4);
        double assumed = Math.max(0, Math.min(MOST, n < DriftTrends.MANY_RUNS ? unbiased + HIDDEN : unbiased));
        double sum = 0;
        double power = 1;
        for (int k = 1; k < n; k++) {
            power *= assumed;
            sum += (1 - (double) k / n) * power;
        }
        return 1 + 2 * sum;
    }
}
