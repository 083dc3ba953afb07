package io.handclasp.drift.trend;

import io.handclasp.core.Settings;
import io.handclasp.drift.history.DriftHistory;
import io.handclasp.drift.history.DriftRun;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Tells where drift is going: the test of Mann (1945) and Kendall (1975) with the variance that Yue and Wang (2004), <i>The
 * Mann-Kendall test modified by effective sample size to detect trend in serially correlated hydrological series</i>, correct for
 * autocorrelation. Without state; safe for use by many threads.
 *
 * <p>Configuration drifts in spells: a run resembles the one before. A test that takes runs for independent then sees trends in mere
 * spells. So with fewer than {@value #MIN_RUNS} runs there is no verdict, with fewer than {@value #MANY_RUNS} there is none when the
 * first autocorrelation is above {@value #MAX_LAG1}, and below it the variance is corrected for as much correlation as so few runs may
 * hide. {@code docs/drift-history.md} shows by simulation how often the verdict is wrong and how much change it takes.
 */
public final class DriftTrends {
    /** The smallest number of runs that gives a verdict. */
    public static final int MIN_RUNS = 10;
    /** From this number of runs on there is a verdict whatever the correlation is. */
    public static final int MANY_RUNS = 100;
    /** The greatest first autocorrelation with which fewer than {@value #MANY_RUNS} runs give a verdict. */
    public static final double MAX_LAG1 = 0.3;

    private static final double MAX_COUNT = 1e15;

    private DriftTrends() {}

    /**
     * Looks at the {@linkplain DriftRun#openFindings() open findings} of runs, with the standard policy.
     *
     * @param runs as {@link #of(List, TrendPolicy)} wants them
     * @return where they are going
     */
    public static DriftTrend of(List<DriftRun> runs) {
        return of(runs, TrendPolicy.standard());
    }

    /**
     * Looks at the {@linkplain DriftRun#openFindings() open findings} of runs. Runs that are not
     * {@linkplain DriftRun#isComplete() complete} are left out: a run that could not check is not one without drift.
     *
     * @param runs runs of one target, in any order
     * @param policy when a change is a trend
     * @return where they are going
     * @throws IllegalArgumentException when they are of several targets, or more than {@link DriftHistory#MAX_RECENT}
     */
    public static DriftTrend of(List<DriftRun> runs, TrendPolicy policy) {
        List<String> targets = runs.stream().map(DriftRun::target).distinct().toList();
        if (targets.size() > 1) {
            throw new IllegalArgumentException("runs were of the targets " + targets + ", must be of one");
        }
        return ofCounts(
                runs.stream()
                        .filter(DriftRun::isComplete)
                        .sorted(Comparator.comparing(DriftRun::at).thenComparing(DriftRun::id))
                        .mapToDouble(DriftRun::openFindings)
                        .toArray(),
                policy);
    }

    /**
     * Looks at a series of the host's own, for example of weighted findings. More is worse.
     *
     * @param counts one number for each run, the oldest first; at most {@link DriftHistory#MAX_RECENT}
     * @param policy when a change is a trend
     * @return where they are going
     * @throws IllegalArgumentException when there are too many, or one is not between -1e15 and 1e15
     */
    public static DriftTrend ofCounts(double[] counts, TrendPolicy policy) {
        Settings.requireRange("number of runs", counts.length, 0, DriftHistory.MAX_RECENT);
        for (double count : counts) {
            // Not by Settings, which makes its message before it looks.
            if (!(Math.abs(count) <= MAX_COUNT)) {
                throw new IllegalArgumentException("count was " + count + ", must be between -1e15 and 1e15");
            }
        }
        int n = counts.length;
        if (n < MIN_RUNS) {
            OptionalDouble none = OptionalDouble.empty();
            return new DriftTrend(
                    TrendVerdict.INSUFFICIENT_DATA,
                    n + " runs could tell, it takes " + MIN_RUNS,
                    n,
                    none,
                    none,
                    none,
                    none);
        }
        PairwiseTrend pairs = PairwiseTrend.of(counts);
        double lag1 = Autocorrelation.lag1(counts, pairs.slope());
        if (n < MANY_RUNS && lag1 > MAX_LAG1) {
            return trend(
                    TrendVerdict.INSUFFICIENT_DATA,
                    "runs resemble the ones before them, it takes " + MANY_RUNS + " such runs",
                    pairs,
                    lag1,
                    OptionalDouble.empty());
        }
        double p = pairs.pValue(Autocorrelation.varianceFactor(n, lag1));
        return trend(verdict(pairs, p, policy), reason(pairs, p, policy), pairs, lag1, OptionalDouble.of(p));
    }

    private static DriftTrend trend(
            TrendVerdict verdict, String reason, PairwiseTrend pairs, double lag1, OptionalDouble p) {
        return new DriftTrend(
                verdict, reason, pairs.n(), pairs.tau(), OptionalDouble.of(pairs.slope()), p, OptionalDouble.of(lag1));
    }

    private static TrendVerdict verdict(PairwiseTrend pairs, double p, TrendPolicy policy) {
        if (p > policy.significance() || pairs.change() < policy.deadBand()) {
            return TrendVerdict.STABLE;
        }
        return pairs.score() > 0 ? TrendVerdict.WORSENING : TrendVerdict.IMPROVING;
    }

    private static String reason(PairwiseTrend pairs, double p, TrendPolicy policy) {
        if (p > policy.significance()) {
            return "no trend was shown";
        }
        return pairs.change() < policy.deadBand()
                ? "the change is within the dead-band of " + policy.deadBand()
                : (pairs.score() > 0 ? "later runs have more findings" : "later runs have fewer findings");
    }
}
