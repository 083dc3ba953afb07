package io.handclasp.validator.checks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Durations, for people and for comparing. */
final class Times {
    private static final double NANOS_PER_MILLI = 1e6;

    private Times() {}

    static String shown(Duration duration) {
        double millis = duration.toNanos() / NANOS_PER_MILLI;
        if (millis >= 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000);
        }
        return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.0f ms", millis);
    }

    /** Of at least one. */
    static Duration median(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    static Duration mean(List<Duration> durations) {
        return durations.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(Math.max(1, durations.size()));
    }
}
