package io.handclasp.probes.monitor;

import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import io.handclasp.core.statistics.Interval;
import io.handclasp.core.statistics.Statistics;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How often a probe's answers were good, over its history. Immutable.
 *
 * @param good answers UP and WARN
 * @param bad answers DOWN
 * @param unjudged answers UNKNOWN and BLOCKED, timeouts included; skipped ones do not count
 */
public record Availability(long good, long bad, long unjudged) {
    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException when one is negative
     */
    public Availability {
        Settings.requireRange("good", good, 0, Long.MAX_VALUE);
        Settings.requireRange("bad", bad, 0, Long.MAX_VALUE);
        Settings.requireRange("unjudged", unjudged, 0, Long.MAX_VALUE);
    }

    static Availability of(Collection<HistoryEntry> history) {
        long good = history.stream().filter(HistoryEntry::isGood).count();
        long bad = history.stream().filter(HistoryEntry::isBad).count();
        long unjudged = history.stream()
                .filter(entry -> entry.state().status() == Status.UNKNOWN
                        || entry.state().status() == Status.BLOCKED)
                .count();
        return new Availability(good, bad, unjudged);
    }

    /**
     * The share of good verdicts.
     *
     * @return good ÷ (good + bad); empty without verdicts
     */
    public OptionalDouble rate() {
        long verdicts = good + bad;
        return verdicts == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) good / verdicts);
    }

    /**
     * Within which bounds the true share lies, with 95 % confidence (Wilson), whatever the unjudged answers would have been:
     * the lower bound counts all of them as bad, the upper one as good. So a probe that mostly hangs shows nothing.
     *
     * @return the bounds; empty without answers
     */
    public Optional<Interval> bounds() {
        long answers = good + bad + unjudged;
        return Statistics.wilson(good, answers)
                .flatMap(worst -> Statistics.wilson(good + unjudged, answers)
                        .map(best -> new Interval(worst.lower(), best.upper())));
    }
}
