package io.handclasp.examples.soak;

import java.util.Arrays;

/** Whether a series grows: the median of all slopes between two samples (Theil and Sen), which single spikes do not move. */
final class Trend {
    /** Fewer samples than these give no verdict. */
    static final int MIN_SAMPLES = 15;

    /** What is said of a series. */
    enum Verdict {
        FLAT,
        GROWING,
        INSUFFICIENT
    }

    private Trend() {}

    /** Judges the second half of samples that were taken at equal intervals; the bound is the growth that is allowed for each. */
    static Verdict ofSecondHalf(double[] samples, double boundPerSample) {
        double[] half = secondHalf(samples);
        if (half.length < MIN_SAMPLES) {
            return Verdict.INSUFFICIENT;
        }
        return slope(half) <= boundPerSample ? Verdict.FLAT : Verdict.GROWING;
    }

    static double[] secondHalf(double[] samples) {
        return Arrays.copyOfRange(samples, samples.length / 2, samples.length);
    }

    static double slope(double[] samples) {
        int pairs = samples.length * (samples.length - 1) / 2;
        if (pairs == 0) {
            throw new IllegalArgumentException("samples were " + samples.length + ", must be 2 or more");
        }
        double[] slopes = new double[pairs];
        int next = 0;
        for (int i = 0; i < samples.length; i++) {
            for (int j = i + 1; j < samples.length; j++) {
                slopes[next++] = (samples[j] - samples[i]) / (j - i);
            }
        }
        Arrays.sort(slopes);
        return (slopes[(pairs - 1) / 2] + slopes[pairs / 2]) / 2;
    }
}
