package io.handclasp.validator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.Status;
import io.handclasp.core.statistics.Statistics;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectiveTests {
    private static Objective rate(double target) {
        return Objective.rateAtLeast("rate", "the rate", "tries", target);
    }

    private static List<Measurement> times(int n, long millis) {
        return List.of(new Measurement.Durations("times", Collections.nCopies(n, Duration.ofMillis(millis))));
    }

    @ParameterizedTest
    @CsvSource({"0.99, 381", "0.995, 765", "0.999, 3838"})
    void evaluateWhenRecordIsPerfectThenMetFromTheNeededNumberOnAndNotBefore(double target, long needed) {
        ObjectiveResult none = rate(target).evaluate(List.of());
        ObjectiveResult few = rate(target).evaluate(List.of(new Measurement.Rate("tries", needed - 1, needed - 1)));
        ObjectiveResult enough = rate(target)
                .evaluate(List.of(
                        new Measurement.Rate("tries", 100, 100),
                        new Measurement.Rate("tries", needed - 100, needed - 100)));

        assertThat(none.verdict()).isEqualTo(ObjectiveVerdict.INSUFFICIENT_DATA);
        assertThat(none.needed()).hasValue(needed);
        assertThat(few.verdict()).isEqualTo(ObjectiveVerdict.INSUFFICIENT_DATA);
        assertThat(few.needed()).hasValue(needed);
        assertThat(enough.verdict()).isEqualTo(ObjectiveVerdict.MET);
        assertThat(enough.needed()).isEmpty();
    }

    @Test
    void evaluateWhenRateIsShownToBeTooLowThenMissed() {
        assertThat(rate(0.99)
                        .evaluate(List.of(new Measurement.Rate("tries", 90, 100)))
                        .verdict())
                .isEqualTo(ObjectiveVerdict.MISSED);
    }

    @Property
    void evaluateWhenRateIsAnyThenVerdictFollowsItsBoundsAndNeedIsTheSmallestThatShowsIt(
            @ForAll @IntRange(max = 2_000) int trials, @ForAll @IntRange(max = 40) int failures) {
        int failed = Math.min(failures, trials);
        ObjectiveResult result = rate(0.99).evaluate(List.of(new Measurement.Rate("tries", trials - failed, trials)));

        result.needed().ifPresent(needed -> {
            assertThat(Statistics.wilson(needed - failed, needed).orElseThrow().lower())
                    .isGreaterThanOrEqualTo(0.99);
            assertThat(needed).isGreaterThan(trials);
            if (needed - 1 > trials) {
                assertThat(Statistics.wilson(needed - 1 - failed, needed - 1)
                                .orElseThrow()
                                .lower())
                        .isLessThan(0.99);
            }
        });
        assertThat(result.needed().isPresent()).isEqualTo(result.verdict() == ObjectiveVerdict.INSUFFICIENT_DATA);
        if (result.verdict() == ObjectiveVerdict.MET) {
            assertThat(result.bounds().orElseThrow().lower()).isGreaterThanOrEqualTo(0.99);
        }
        if (result.verdict() == ObjectiveVerdict.MISSED) {
            assertThat(result.bounds().orElseThrow().upper()).isLessThan(0.99);
        }
    }

    @Test
    void evaluateWhenMeanThenItTakesThirtyValuesAndItsWholeIntervalOnOneSide() {
        Objective mean = Objective.meanBelow("mean", "the mean", "times", Duration.ofMillis(500));
        List<Measurement> spread =
                Stream.of(times(20, 100), times(20, 850)).flatMap(List::stream).toList();

        assertThat(mean.evaluate(times(29, 100)).verdict()).isEqualTo(ObjectiveVerdict.INSUFFICIENT_DATA);
        assertThat(mean.evaluate(times(29, 100)).needed()).hasValue(30);
        assertThat(mean.evaluate(times(30, 100)).verdict()).isEqualTo(ObjectiveVerdict.MET);
        assertThat(mean.evaluate(times(30, 500)).verdict()).isEqualTo(ObjectiveVerdict.MISSED);
        assertThat(mean.evaluate(spread).verdict()).isEqualTo(ObjectiveVerdict.INSUFFICIENT_DATA);
        assertThat(mean.evaluate(spread).needed().orElseThrow()).isGreaterThan(40);
    }

    @Test
    void evaluateWhenLongestOrValueThenTheWorstCounts() {
        Objective longest = Objective.longestBelow("longest", "the longest", "times", Duration.ofMinutes(5));
        Objective drift = Objective.numberAtMost("drift", "drift", "findings", 0);
        Objective score = Objective.shareAtLeast("score", "score", "score", 0.95);
        List<Measurement> both =
                Stream.of(times(1, 10), times(1, 300_000)).flatMap(List::stream).toList();

        assertThat(longest.evaluate(times(1, 299_999)).verdict()).isEqualTo(ObjectiveVerdict.MET);
        assertThat(longest.evaluate(both).verdict()).isEqualTo(ObjectiveVerdict.MISSED);
        assertThat(drift.evaluate(List.of(new Measurement.Value("findings", 0, 9)))
                        .verdict())
                .isEqualTo(ObjectiveVerdict.MET);
        assertThat(drift.evaluate(List.of(
                                new Measurement.Value("findings", 0, 9), new Measurement.Value("findings", 1, 9)))
                        .verdict())
                .isEqualTo(ObjectiveVerdict.MISSED);
        assertThat(score.evaluate(
                                List.of(new Measurement.Value("score", 1, 9), new Measurement.Value("score", 0.94, 9)))
                        .verdict())
                .isEqualTo(ObjectiveVerdict.MISSED);
    }

    @Test
    void evaluateWhenNothingOfThatNameAndKindThenInsufficientDataForAll() {
        List<Measurement> others = List.of(
                new Measurement.Rate("other", 5_000, 5_000), new Measurement.Value(Objectives.AUTH_LATENCY, 0.1, 1));

        assertThat(Objectives.standard())
                .hasSize(8)
                .allSatisfy(objective ->
                        assertThat(objective.evaluate(others).verdict()).isEqualTo(ObjectiveVerdict.INSUFFICIENT_DATA));
    }

    @Test
    void statusWhenDataAreFewThenNeverPass() {
        ObjectiveResult few = rate(0.99).evaluate(List.of());

        assertThat(few.status(false)).isEqualTo(Status.WARN);
        assertThat(few.status(true)).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void objectiveWhenNothingCouldShowItThenRefused() {
        assertThatThrownBy(() -> rate(1)).hasMessageStartingWith("target of rate was 1.0");
        assertThatThrownBy(() -> rate(0)).hasMessageStartingWith("target of rate was 0.0");
    }
}
