package io.handclasp.drift.trend;

import io.handclasp.core.Settings;

/**
 * When a change is called a trend. Immutable.
 *
 * @param deadBand the smallest change over the whole series that matters, in findings, 0 to 1,000,000; a smaller one is
 *     {@link TrendVerdict#STABLE}, however sure it is; by default 0: any change matters
 * @param significance how often a series without any trend may be called one, 0.001 to 0.2; by default 0.05
 */
public record TrendPolicy(double deadBand, double significance) {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException when one is out of range
     */
    public TrendPolicy {
        Settings.requireRange("deadBand", deadBand, 0, 1_000_000);
        Settings.requireRange("significance", significance, 0.001, 0.2);
    }

    /**
     * The defaults.
     *
     * @return no dead-band, 0.05
     */
    public static TrendPolicy standard() {
        return new TrendPolicy(0, 0.05);
    }

    /**
     * Returns this policy with another dead-band.
     *
     * @param findings the smallest change over the whole series that matters
     * @return a copy
     * @throws IllegalArgumentException when it is out of range
     */
    public TrendPolicy withDeadBand(double findings) {
        return new TrendPolicy(findings, significance);
    }

    /**
     * Returns this policy with another significance.
     *
     * @param share how often a series without any trend may be called one
     * @return a copy
     * @throws IllegalArgumentException when it is out of range
     */
    public TrendPolicy withSignificance(double share) {
        return new TrendPolicy(deadBand, share);
    }
}
