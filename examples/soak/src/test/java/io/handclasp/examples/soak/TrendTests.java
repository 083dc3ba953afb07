package io.handclasp.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTests {
    @Test
    void secondHalfWhenItLeaksThenGrowing() {
        double[] leak = IntStream.range(0, 60).mapToDouble(i -> 100 + i).toArray();

        assertThat(Trend.ofSecondHalf(leak, 0.5)).isEqualTo(Trend.Verdict.GROWING);
    }

    @Test
    void secondHalfWhenItHasSpikesOnlyThenFlat() {
        double[] spikes =
                IntStream.range(0, 60).mapToDouble(i -> i % 7 == 0 ? 500 : 100).toArray();

        assertThat(Trend.ofSecondHalf(spikes, 0.5)).isEqualTo(Trend.Verdict.FLAT);
    }

    @Test
    void secondHalfWhenOnlyTheFirstGrowsThenFlat() {
        double[] warmUp =
                IntStream.range(0, 60).mapToDouble(i -> Math.min(i, 30)).toArray();

        assertThat(Trend.ofSecondHalf(warmUp, 0)).isEqualTo(Trend.Verdict.FLAT);
    }

    @Test
    void secondHalfWhenTooFewSamplesThenInsufficient() {
        assertThat(Trend.ofSecondHalf(new double[28], 1)).isEqualTo(Trend.Verdict.INSUFFICIENT);
    }
}
