package io.handclasp.probes.monitor;

import java.time.Duration;

/**
 * The pairs of windows over which burn rates are looked at, with the factors of the <i>Site Reliability Workbook</i>, chapter
 * 5: a page when 2 % of a month's error budget goes in an hour or 5 % in 6 hours, a ticket when 10 % goes in 3 days. The
 * shorter window lets the alert end soon after the fault does.
 */
public enum BurnWindow {
    /** 14.4 times the rate that would use up the budget exactly, over 1 h and 5 min. */
    FAST(Duration.ofHours(1), Duration.ofMinutes(5), 14.4),
    /** 6 times that rate, over 6 h and 30 min. */
    MEDIUM(Duration.ofHours(6), Duration.ofMinutes(30), 6),
    /** That rate, over 3 days and 6 h. */
    SLOW(Duration.ofDays(3), Duration.ofHours(6), 1);

    private final Duration longer;
    private final Duration shorter;
    private final double factor;

    BurnWindow(Duration longer, Duration shorter, double factor) {
        this.longer = longer;
        this.shorter = shorter;
        this.factor = factor;
    }

    /**
     * The longer window.
     *
     * @return its length
     */
    public Duration longer() {
        return longer;
    }

    /**
     * The shorter window.
     *
     * @return its length
     */
    public Duration shorter() {
        return shorter;
    }

    /**
     * From which burn rate on there is an alert.
     *
     * @return the factor
     */
    public double factor() {
        return factor;
    }
}
