package io.handclasp.drift.trend;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a series of runs says about the way that drift is going. Immutable.
 *
 * @param verdict where it is going
 * @param reason why it is that verdict, in words
 * @param runs how many runs were looked at: those that could tell
 * @param tau Kendall's tau-b of the counts and their order, from -1 to 1; empty with fewer than {@value DriftTrends#MIN_RUNS} runs, or
 *     when all counts are equal
 * @param slope Sen's slope: by how many findings a run differs from the one before; empty with fewer than
 *     {@value DriftTrends#MIN_RUNS} runs
 * @param pValue how likely a series without trend looks at least so much like one, with both directions counted; empty unless a verdict
 *     is given
 * @param lag1 how much a run resembles the one before beyond the trend: the first autocorrelation of what is left when the slope is
 *     taken out; empty with fewer than {@value DriftTrends#MIN_RUNS} runs
 */
public record DriftTrend(
        TrendVerdict verdict,
        String reason,
        int runs,
        OptionalDouble tau,
        OptionalDouble slope,
        OptionalDouble pValue,
        OptionalDouble lag1) {
    /** Shows everything on one line. */
    @Override
    public String toString() {
        return verdict + " (" + reason + "; runs=" + runs + shown("tau", tau) + shown("slope", slope)
                + shown("p", pValue) + shown("lag-1 correlation", lag1) + ")";
    }

    private static String shown(String name, OptionalDouble value) {
        return value.isEmpty() ? "" : String.format(Locale.ROOT, ", %s=%.3f", name, value.getAsDouble());
    }
}
