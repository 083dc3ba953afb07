package io.handclasp.drift.trend;

/** How much of the standard normal distribution lies outside of a distance from its middle. */
final class NormalTail {
    private static final double SERIES_END = 3;
    private static final int CONTINUED = 60;

    private NormalTail() {}

    /** The share beyond {@code z} on both sides; {@code z} is not negative. */
    static double twoSided(double z) {
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        return z < SERIES_END ? 1 - 2 * density * series(z) : 2 * density * continuedFraction(z);
    }

    /** Abramowitz and Stegun, 26.2.11. */
    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int k = 1; term > sum * Math.ulp(1.0); k++) {
            term *= z * z / (2 * k + 1);
            sum += term;
        }
        return sum;
    }

    /** Abramowitz and Stegun, 26.2.14, from its end; far out the series loses all its digits. */
    private static double continuedFraction(double z) {
        double fraction = z;
        for (int k = CONTINUED; k >= 1; k--) {
            fraction = z + k / fraction;
        }
        return 1 / fraction;
    }
}
