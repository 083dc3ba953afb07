package io.handclasp.drift.trend;

import java.util.Arrays;

/**
 * The other correction: Hamed and Rao (1998), <i>A modified Mann-Kendall trend test for autocorrelated data</i>, with the ranks'
 * autocorrelations that are significant at 5 %, up to half of the series.
 */
final class HamedRao {
    private HamedRao() {}

    static double varianceFactor(double[] series, double slope) {
        int n = series.length;
        double[] ranks = ranks(series, slope);
        double squares = Arrays.stream(ranks).map(rank -> rank * rank).sum();
        double sum = 0;
        for (int lag = 1; squares > 0 && lag <= n / 2; lag++) {
            double products = 0;
            for (int i = lag; i < n; i++) {
                products += ranks[i] * ranks[i - lag];
            }
            double r = products / squares;
            if (Math.abs(r) > 1.96 / Math.sqrt(n)) {
                sum += (double) (n - lag) * (n - lag - 1) * (n - lag - 2) * r;
            }
        }
        return Math.max(1, 1 + 2 * sum / ((double) n * (n - 1) * (n - 2)));
    }

    /** Around their mean; equal ones share theirs. */
    private static double[] ranks(double[] series, double slope) {
        int n = series.length;
        double[] rest = new double[n];
        for (int i = 0; i < n; i++) {
            rest[i] = series[i] - slope * i;
        }
        double[] sorted = rest.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[n];
        for (int i = 0; i < n; i++) {
            int below = 0;
            int equal = 0;
            for (double other : sorted) {
                below += other < rest[i] ? 1 : 0;
                equal += other == rest[i] ? 1 : 0;
            }
            ranks[i] = below + (equal + 1) / 2.0 - (n + 1) / 2.0;
        }
        return ranks;
    }
}
