package io.handclasp.drift.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.handclasp.core.Status;
import io.handclasp.drift.history.DriftRun;
import io.handclasp.drift.history.RecordedFinding;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DriftTrendsTests {
    private static final double[] TIES = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9};
    private static final double[] FALLING = {9, 7, 8, 5, 6, 6, 3, 4, 2, 2, 1, 0};

    private static DriftTrend ofCounts(double... counts) {
        return DriftTrends.ofCounts(counts, TrendPolicy.standard());
    }

    private static DriftRun run(int minute, int findings, Status status) {
        return DriftRun.of(
                "chat",
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minute),
                status,
                Collections.nCopies(findings, new RecordedFinding("f", "k", "ERROR", "MODIFIED", "m")));
    }

    @Test
    void ofCountsWhenNineRunsThenInsufficientAndNoNumbers() {
        DriftTrend trend = ofCounts(1, 2, 3, 4, 5, 6, 7, 8, 9);

        assertThat(trend.verdict()).isEqualTo(TrendVerdict.INSUFFICIENT_DATA);
        assertThat(trend.reason()).isEqualTo("9 runs could tell, it takes 10");
        assertThat(trend.tau()).isEmpty();
        assertThat(trend.slope()).isEmpty();
        assertThat(trend.pValue()).isEmpty();
        assertThat(trend.lag1()).isEmpty();
    }

    @Test
    void ofCountsWhenTenRunsRiseSteadilyThenWorsening() {
        DriftTrend trend = ofCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

        assertThat(trend.verdict()).isEqualTo(TrendVerdict.WORSENING);
        assertThat(trend.slope()).hasValue(1);
        assertThat(trend.lag1()).hasValue(0);
        assertThat(trend.toString())
                .startsWith("WORSENING (later runs have more findings; runs=10, tau=1.000, slope=1.000, p=0.0");
    }

    /** The values are those of SciPy's {@code kendalltau} and {@code theilslopes}. */
    @Test
    void ofCountsWhenThereAreTiesThenTauAndSlopeAsPublished() {
        assertThat(ofCounts(TIES).tau().orElseThrow()).isCloseTo(0.5449820181420517, within(1e-12));
        assertThat(ofCounts(TIES).slope().orElseThrow()).isCloseTo(0.4444444444444444, within(1e-12));
        assertThat(ofCounts(FALLING).tau().orElseThrow()).isCloseTo(-0.8616404368553291, within(1e-12));
        assertThat(ofCounts(FALLING).slope().orElseThrow()).isCloseTo(-0.8, within(1e-12));
        assertThat(ofCounts(FALLING).verdict()).isEqualTo(TrendVerdict.IMPROVING);
    }

    @Test
    void ofCountsWhenNothingChangesThenStableAndSureOfNothing() {
        DriftTrend trend = ofCounts(new double[12]);

        assertThat(trend.verdict()).isEqualTo(TrendVerdict.STABLE);
        assertThat(trend.pValue()).hasValue(1);
        assertThat(trend.tau()).isEmpty();
        assertThat(trend.lag1()).hasValue(0);
    }

    @Test
    void ofCountsWhenChangeIsWithinTheDeadBandThenStable() {
        TrendPolicy policy = TrendPolicy.standard();

        assertThat(DriftTrends.ofCounts(FALLING, policy.withDeadBand(8.7)).verdict())
                .isEqualTo(TrendVerdict.IMPROVING);
        DriftTrend within = DriftTrends.ofCounts(FALLING, policy.withDeadBand(9));
        assertThat(within.verdict()).isEqualTo(TrendVerdict.STABLE);
        assertThat(within.reason()).isEqualTo("the change is within the dead-band of 9.0");
    }

    @Test
    void ofCountsWhenRunsResembleEachOtherThenItTakesAHundred() {
        // Spells of ten.
        double[] spells =
                IntStream.range(0, 99).mapToDouble(i -> i / 10 % 2 * 5 + i % 2).toArray();
        double[] one =
                IntStream.range(0, 100).mapToDouble(i -> i / 10 % 2 * 5 + i % 2).toArray();

        assertThat(ofCounts(spells).verdict()).isEqualTo(TrendVerdict.INSUFFICIENT_DATA);
        assertThat(ofCounts(spells).reason()).contains("it takes 100 such runs");
        assertThat(ofCounts(spells).pValue()).isEmpty();
        assertThat(ofCounts(spells).lag1().orElseThrow()).isGreaterThan(0.3);
        assertThat(ofCounts(one).verdict()).isEqualTo(TrendVerdict.STABLE);
    }

    @Test
    void ofWhenRunsCouldNotCheckThenTheyAreNotCountedAsGood() {
        List<DriftRun> runs = IntStream.range(0, 20)
                .mapToObj(i -> i < 10 ? run(i, i, Status.FAIL) : run(i, 0, Status.UNKNOWN))
                .toList();

        DriftTrend trend = DriftTrends.of(runs);

        assertThat(trend.runs()).isEqualTo(10);
        assertThat(trend.verdict()).isEqualTo(TrendVerdict.WORSENING);
    }

    @Test
    void ofWhenOrderIsAnyThenByTime() {
        List<DriftRun> runs = IntStream.range(0, 12)
                .mapToObj(i -> run(12 - i, i, Status.FAIL))
                .toList();

        assertThat(DriftTrends.of(runs).verdict()).isEqualTo(TrendVerdict.IMPROVING);
    }

    @Test
    void ofWhenInputIsWrongThenRefused() {
        DriftRun other = DriftRun.of("other", Instant.EPOCH, Status.PASS, List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftTrends.of(List.of(run(1, 0, Status.PASS), other)))
                .withMessage("runs were of the targets [chat, other], must be of one");
        assertThatIllegalArgumentException().isThrownBy(() -> ofCounts(new double[1_001]));
        assertThatIllegalArgumentException().isThrownBy(() -> ofCounts(1, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ofCounts(1, 1e16))
                .withMessage("count was 1.0E16, must be between -1e15 and 1e15");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrendPolicy.standard().withDeadBand(-1))
                .withMessageStartingWith("deadBand was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrendPolicy.standard().withSignificance(0.5))
                .withMessageStartingWith("significance was 0.5");
    }

    @Property(tries = 300)
    void ofCountsWhenTurnedRoundThenTheOppositeVerdict(
            @ForAll @Size(min = 10, max = 40) @IntRange(max = 30) int[] counts) {
        double[] forwards = IntStream.of(counts).asDoubleStream().toArray();
        double[] backwards = IntStream.range(0, counts.length)
                .mapToDouble(i -> counts[counts.length - 1 - i])
                .toArray();

        DriftTrend one = ofCounts(forwards);
        DriftTrend other = ofCounts(backwards);

        assertThat(other.slope().orElseThrow()).isCloseTo(-one.slope().orElseThrow(), within(1e-9));
        assertThat(other.lag1().orElseThrow()).isCloseTo(one.lag1().orElseThrow(), within(1e-9));
        one.pValue().ifPresent(p -> assertThat(p).isBetween(0.0, 1.0));
        if (one.verdict() == TrendVerdict.WORSENING) {
            assertThat(other.verdict()).isEqualTo(TrendVerdict.IMPROVING);
        }
    }
}
