package io.handclasp.core.statistics;

import java.util.Optional;

/**
 * What a number of successes says about the rate of success. Without state; safe for use by many threads.
 *
 * <p>The interval is the score interval of Wilson (1927), <i>Probable inference, the law of succession, and statistical
 * inference</i>, without continuity correction, which Brown, Cai and DasGupta (2001), <i>Interval estimation for a
 * binomial proportion</i>, recommend for small samples.
 */
public final class Statistics {
    private static final double CONFIDENCE = 0.95;
    private static final double LARGEST_TARGET = 0.999_999_999;

    private Statistics() {}

    /**
     * The 95 % Wilson score interval of a proportion.
     *
     * @param successes how many trials succeeded
     * @param trials how many trials there were
     * @return the interval, within 0 and 1; empty without trials: no data says nothing
     * @throws IllegalArgumentException unless 0 &le; successes &le; trials
     */
    public static Optional<Interval> wilson(long successes, long trials) {
        return wilson(successes, trials, CONFIDENCE);
    }

    /**
     * The Wilson score interval of a proportion.
     *
     * @param successes how many trials succeeded
     * @param trials how many trials there were
     * @param confidence the two-sided level of confidence, between 0 and 1, for example 0.95
     * @return the interval, within 0 and 1; empty without trials: no data says nothing
     * @throws IllegalArgumentException unless 0 &le; successes &le; trials and 0 &lt; confidence &lt; 1
     */
    public static Optional<Interval> wilson(long successes, long trials, double confidence) {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "successes was " + successes + ", must be between 0 and trials, which was " + trials);
        }
        double z = z(confidence);
        return trials == 0 ? Optional.empty() : Optional.of(wilsonScore(successes, trials, z * z));
    }

    /**
     * How many trials without a single failure it takes until the lower bound of the 95 % Wilson interval reaches a
     * target. A measurement with fewer trials cannot show that the target is met.
     *
     * @param target the rate to be shown, above 0 and at most 0.999999999, for example 0.995
     * @return the number of trials; 381 for 0.99, 765 for 0.995 and 3838 for 0.999
     * @throws IllegalArgumentException if the target is out of range
     */
    public static long smallestPerfectSample(double target) {
        if (!(target > 0 && target <= LARGEST_TARGET)) {
            throw new IllegalArgumentException(
                    "target was " + target + ", must be above 0 and at most " + LARGEST_TARGET);
        }
        double z = z(CONFIDENCE);
        // Of n out of n the lower bound is n / (n + z²).
        return Math.max(1, (long) Math.ceil(target * z * z / (1 - target)));
    }

    private static Interval wilsonScore(long successes, long trials, double zSquared) {
        double n = trials;
        double p = successes / n;
        double centre = p + zSquared / (2 * n);
        double halfWidth = Math.sqrt(zSquared * (p * (1 - p) / n + zSquared / (4 * n * n)));
        double scale = 1 + zSquared / n;
        // At the ends the exact bounds are known; elsewhere rounding must not push one past the estimate.
        double lower = successes == 0 ? 0 : Math.min(p, (centre - halfWidth) / scale);
        double upper = successes == trials ? 1 : Math.max(p, (centre + halfWidth) / scale);
        return new Interval(Math.max(0, lower), Math.min(1, upper));
    }

    private static double z(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence was " + confidence + ", must be above 0 and below 1");
        }
        return NormalQuantile.at((1 + confidence) / 2);
    }
}
