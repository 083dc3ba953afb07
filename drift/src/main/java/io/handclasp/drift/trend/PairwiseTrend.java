package io.handclasp.drift.trend;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What all pairs of a series say: Kendall's score, its variance for independent values with ties, and Sen's slope.
 *
 * @param n the length of the series
 * @param score the pairs that rise less those that fall
 * @param variance the variance of the score of independent values
 * @param untied the pairs that are not equal
 * @param slope the median of the slopes of all pairs
 */
record PairwiseTrend(int n, long score, double variance, long untied, double slope) {
    static PairwiseTrend of(double[] series) {
        int n = series.length;
        double[] slopes = new double[n * (n - 1) / 2];
        long score = 0;
        long untied = 0;
        int pair = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double rise = series[j] - series[i];
                score += rise > 0 ? 1 : rise < 0 ? -1 : 0;
                untied += rise == 0 ? 0 : 1;
                slopes[pair++] = rise / (j - i);
            }
        }
        return new PairwiseTrend(n, score, variance(series), untied, Selection.median(slopes));
    }

    /** Kendall (1975), with the terms that ties take away. */
    private static double variance(double[] series) {
        double[] sorted = series.clone();
        Arrays.sort(sorted);
        double sum = term(sorted.length);
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[start]) {
                sum -= term(i - start);
                start = i;
            }
        }
        return sum / 18;
    }

    private static double term(double count) {
        return count * (count - 1) * (2 * count + 5);
    }

    /** Tau-b. */
    OptionalDouble tau() {
        double pairs = n * (n - 1) / 2.0;
        return untied == 0 ? OptionalDouble.empty() : OptionalDouble.of(score / Math.sqrt(pairs * untied));
    }

    /** How much the series changed from its beginning to its end, without its sign. */
    double change() {
        return Math.abs(slope) * (n - 1);
    }

    /** For a variance that is so many times that of independent values; the score moves in steps, hence the correction by one. */
    double pValue(double varianceFactor) {
        double distance = Math.max(0, Math.abs(score) - 1);
        return distance == 0 ? 1 : NormalTail.twoSided(distance / Math.sqrt(variance * varianceFactor));
    }
}
