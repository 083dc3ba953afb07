package io.handclasp.drift.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.GeneratedRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** How often the verdict is wrong and how often it sees what is there, on many series from a fixed seed. */
class TrendSimulationTests {
    private static final String PAGE = "docs/drift-history.md";
    private static final int[] LENGTHS = {10, 20, 50, 100, 200};
    private static final double[] CORRELATIONS = {0, 0.3, 0.6};
    private static final double ALLOWED = 0.08;
    private static final long SEED = 20_260_101;

    /** What came of many series. */
    private static final class Tally {
        private int series;
        private int verdicts;
        private int worsening;
        private int improving;
        private int naiveWorsening;

        void add(double[] counts) {
            TrendVerdict verdict =
                    DriftTrends.ofCounts(counts, TrendPolicy.standard()).verdict();
            series++;
            verdicts += verdict == TrendVerdict.INSUFFICIENT_DATA ? 0 : 1;
            worsening += verdict == TrendVerdict.WORSENING ? 1 : 0;
            improving += verdict == TrendVerdict.IMPROVING ? 1 : 0;
            naiveWorsening += SimulatedSeries.shareUnderHalf(counts) == TrendVerdict.WORSENING ? 1 : 0;
        }

        /** Of those that got a verdict. */
        double trends() {
            return verdicts == 0 ? 0 : (double) (worsening + improving) / verdicts;
        }

        double share(int part) {
            return (double) part / series;
        }
    }

    private static Tally tally(int n, double correlation, double rise, int series) {
        SimulatedSeries simulated = new SimulatedSeries(SEED + n, correlation);
        Tally tally = new Tally();
        for (int i = 0; i < series; i++) {
            tally.add(simulated.next(n, rise));
        }
        return tally;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String table(String head, List<String> rows) {
        String rule = head.chars().filter(c -> c == '|').mapToObj(c -> "|").collect(Collectors.joining("---"));
        return head + "\n" + rule + "\n" + String.join("\n", rows);
    }

    @Test
    void verdictWhenThereIsNoTrendThenSeldomOne() {
        List<String> rows = new ArrayList<>();
        for (int n : LENGTHS) {
            for (double correlation : CORRELATIONS) {
                // Few short series of a high correlation get a verdict at all, and those few are to be judged, too.
                Tally tally = tally(n, correlation, 0, n <= 50 ? 3_000 : n <= 100 ? 1_200 : 500);
                assertThat(tally.trends()).as("%s runs at %s", n, correlation).isLessThanOrEqualTo(ALLOWED);
                rows.add("| " + n + " | " + correlation + " | " + percent(tally.share(tally.verdicts)) + " | "
                        + percent(tally.trends()) + " | 100 % |");
                assertThat(tally.naiveWorsening)
                        .as("the naive rule always has an opinion")
                        .isBetween(1, tally.series);
            }
        }

        GeneratedRegion.assertSays(
                PAGE,
                "trend-false",
                table(
                        "| runs | lag-1 correlation | series with a verdict | of these, a trend is seen | the naive rule sees a trend |",
                        rows));
    }

    @Test
    void verdictWhenThereIsATrendThenSeenWhereThereAreEnoughRuns() {
        List<String> rows = new ArrayList<>();
        for (int n : LENGTHS) {
            for (double correlation : CORRELATIONS) {
                List<Tally> tallies = DoubleStream.of(2, 3, 4)
                        .mapToObj(rise -> tally(n, correlation, rise, 250))
                        .toList();
                assertThat(tallies)
                        .allSatisfy(tally -> assertThat(tally.share(tally.improving))
                                .as("the wrong way")
                                .isLessThan(0.01));
                rows.add("| " + n + " | " + correlation + " | "
                        + tallies.stream()
                                .map(tally -> percent(tally.share(tally.worsening)))
                                .collect(Collectors.joining(" | "))
                        + " | " + percent(tallies.get(1).share(tallies.get(1).naiveWorsening)) + " |");
            }
        }
        assertThat(tally(50, 0, 3, 500).worsening).isGreaterThan(450);
        assertThat(tally(200, 0.6, 3, 500).worsening).isGreaterThan(450);

        GeneratedRegion.assertSays(
                PAGE,
                "trend-power",
                table(
                        "| runs | lag-1 correlation | rise of 2 deviations seen | of 3 | of 4 | the naive rule, of 3 |",
                        rows));
    }

    @Test
    void varianceWhenCorrectedInOtherWaysThenMoreFalseTrends() {
        List<String> rows = new ArrayList<>();
        for (int n : new int[] {100, 200}) {
            for (double correlation : CORRELATIONS) {
                SimulatedSeries simulated = new SimulatedSeries(SEED + n, correlation);
                int[] seen = new int[3];
                int series = 400;
                for (int i = 0; i < series; i++) {
                    double[] counts = simulated.next(n, 0);
                    PairwiseTrend pairs = PairwiseTrend.of(counts);
                    double lag1 = Autocorrelation.lag1(counts, pairs.slope());
                    seen[0] += pairs.pValue(1) <= 0.05 ? 1 : 0;
                    seen[1] += pairs.pValue(HamedRao.varianceFactor(counts, pairs.slope())) <= 0.05 ? 1 : 0;
                    seen[2] += pairs.pValue(Autocorrelation.varianceFactor(n, lag1)) <= 0.05 ? 1 : 0;
                }
                rows.add("| " + n + " | " + correlation + " | " + percent((double) seen[0] / series) + " | "
                        + percent((double) seen[1] / series) + " | " + percent((double) seen[2] / series) + " |");
                if (correlation == 0.6) {
                    assertThat(seen[0]).as("not corrected").isGreaterThan(seen[1]);
                    assertThat(seen[1]).as("Hamed and Rao").isGreaterThan(seen[2]);
                }
            }
        }

        GeneratedRegion.assertSays(
                PAGE,
                "trend-corrections",
                table("| runs | lag-1 correlation | not corrected | Hamed and Rao | Yue and Wang, as used |", rows));
    }
}
