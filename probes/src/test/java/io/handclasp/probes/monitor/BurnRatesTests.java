package io.handclasp.probes.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.probes.monitor.BucketedCounts.Counts;
import io.handclasp.probes.monitor.BurnRate.Burning;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BurnRatesTests {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final BurnRates rates = new BurnRates(MonitorPolicy.standard());
    private long nanos;

    private void answers(boolean good, int number, Duration apart) {
        for (int i = 0; i < number; i++) {
            nanos += apart.toNanos();
            rates.add(good, nanos);
        }
    }

    private Burning burning(BurnWindow window) {
        return rates.at(window, nanos).burning();
    }

    @Test
    void atWhenNoVerdictsThenTooFewAndNoRate() {
        BurnRate rate = rates.at(BurnWindow.FAST, 0);

        assertThat(rate.burning()).isEqualTo(Burning.TOO_FEW);
        assertThat(rate.longer()).isEmpty();
    }

    @Test
    void atWhenTwoOfAHundredBadThenAboveTheFactorButNotShown() {
        answers(true, 100, Duration.ofSeconds(30));
        answers(false, 2, Duration.ofSeconds(30));

        BurnRate rate = rates.at(BurnWindow.FAST, nanos);
        assertThat(rate.longer().orElseThrow()).isGreaterThan(BurnWindow.FAST.factor());
        assertThat(rate.shorter().orElseThrow()).isGreaterThan(BurnWindow.FAST.factor());
        assertThat(rate.burning()).isEqualTo(Burning.NO);
    }

    @Test
    void atWhenMinutesOfOutageThenBurningAndOverSoonAfter() {
        answers(true, 110, Duration.ofSeconds(30));
        answers(false, 6, Duration.ofSeconds(30));
        assertThat(burning(BurnWindow.FAST)).isEqualTo(Burning.YES);

        answers(true, 11, Duration.ofSeconds(30));

        assertThat(burning(BurnWindow.FAST)).as("the shorter window is clean").isEqualTo(Burning.NO);
        assertThat(rates.at(BurnWindow.FAST, nanos).bad()).isEqualTo(6);
    }

    @Test
    void atWhenAllBadButFewThenTooFew() {
        answers(false, 29, Duration.ofSeconds(1));
        assertThat(burning(BurnWindow.FAST)).isEqualTo(Burning.TOO_FEW);
        answers(false, 1, Duration.ofSeconds(1));
        assertThat(burning(BurnWindow.FAST)).isEqualTo(Burning.YES);
    }

    @Test
    void atWhenSlowLeakOverDaysThenOnlyTheSlowWindowBurns() {
        // One in 250 bad, for three days: four times as much as may be.
        for (int hour = 0; hour < 72; hour++) {
            answers(true, 249, Duration.ofMillis(14_400));
            answers(false, 1, Duration.ofMillis(14_400));
        }

        assertThat(burning(BurnWindow.SLOW)).isEqualTo(Burning.YES);
        assertThat(burning(BurnWindow.FAST)).isEqualTo(Burning.NO);
        assertThat(burning(BurnWindow.MEDIUM)).isEqualTo(Burning.NO);
    }

    @Test
    void atWhenLongSilenceThenForgotten() {
        answers(false, 100, Duration.ofSeconds(30));
        nanos += Duration.ofDays(400).toNanos();

        for (BurnWindow window : BurnWindow.values()) {
            assertThat(rates.at(window, nanos).verdicts()).isZero();
        }
    }

    @Property(tries = 200)
    void sumWhenAnySequenceThenSameAsCountingOneByOne(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 900) Integer> gapsInSeconds, @ForAll long seed) {
        BucketedCounts counts = new BucketedCounts(Duration.ofSeconds(30), Duration.ofHours(1));
        Deque<long[]> all = new ArrayDeque<>();
        long now = 0;
        List<Integer> gaps = new ArrayList<>(gapsInSeconds);
        for (int i = 0; i < gaps.size(); i++) {
            now += gaps.get(i) * SECOND;
            boolean good = ((seed >> (i % 60)) & 1) == 0;
            counts.add(good, now);
            all.add(new long[] {now / (30 * SECOND), good ? 1 : 0});
            long newest = now / (30 * SECOND);
            for (Duration window : List.of(Duration.ofMinutes(5), Duration.ofHours(1))) {
                long parts = window.toSeconds() / 30;
                List<long[]> within =
                        all.stream().filter(each -> each[0] > newest - parts).toList();
                long goods = within.stream().filter(each -> each[1] == 1).count();
                assertThat(counts.sum(window, now)).isEqualTo(new Counts(goods, within.size() - goods));
            }
        }
    }
}
