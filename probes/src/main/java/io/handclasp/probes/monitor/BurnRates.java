package io.handclasp.probes.monitor;

import io.handclasp.core.statistics.Interval;
import io.handclasp.core.statistics.Statistics;
import io.handclasp.probes.monitor.BucketedCounts.Counts;
import java.time.Duration;
import java.util.OptionalDouble;

/** The verdicts of one probe over three days, in 2.7 KB. */
final class BurnRates {
    private final double budget;
    private final int minimum;
    // Each window is a whole number of parts of its ring.
    private final BucketedCounts hour = new BucketedCounts(Duration.ofSeconds(30), Duration.ofHours(1));
    private final BucketedCounts quarter = new BucketedCounts(Duration.ofMinutes(5), Duration.ofHours(6));
    private final BucketedCounts days = new BucketedCounts(Duration.ofMinutes(30), Duration.ofDays(3));

    BurnRates(MonitorPolicy policy) {
        this.budget = 1 - policy.objective();
        this.minimum = policy.burnMinimum();
    }

    void add(boolean good, long nanos) {
        hour.add(good, nanos);
        quarter.add(good, nanos);
        days.add(good, nanos);
    }

    BurnRate at(BurnWindow window, long nanos) {
        BucketedCounts counts = ring(window);
        Counts longer = counts.sum(window.longer(), nanos);
        Counts shorter = counts.sum(window.shorter(), nanos);
        return new BurnRate(
                window, longer.total(), longer.bad(), rate(longer), rate(shorter), burning(window, longer, shorter));
    }

    private BucketedCounts ring(BurnWindow window) {
        return switch (window) {
            case FAST -> hour;
            case MEDIUM -> quarter;
            case SLOW -> days;
        };
    }

    private OptionalDouble rate(Counts counts) {
        return counts.total() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) counts.bad() / counts.total() / budget);
    }

    /**
     * With a budget of one in a thousand, two bad answers of a hundred are a rate of 20 and may well be chance: so the longer
     * window must show it with confidence. The shorter one only says whether it goes on.
     */
    private BurnRate.Burning burning(BurnWindow window, Counts longer, Counts shorter) {
        // An empty shorter window does not say that it is over: nobody looked.
        if (longer.total() < minimum || shorter.total() == 0) {
            return BurnRate.Burning.TOO_FEW;
        }
        double threshold = window.factor() * budget;
        double shown = Statistics.wilson(longer.bad(), longer.total())
                .map(Interval::lower)
                .orElse(0.0);
        boolean goesOn = rate(shorter).orElseThrow() >= window.factor();
        return shown >= threshold && goesOn ? BurnRate.Burning.YES : BurnRate.Burning.NO;
    }
}
