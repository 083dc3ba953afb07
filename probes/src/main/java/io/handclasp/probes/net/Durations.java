package io.handclasp.probes.net;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
final class Durations {
    private Durations() {}

    static String text(Duration duration) {
        if (duration.toDays() >= 2) {
            return duration.toDays() + " days";
        } else if (duration.toSeconds() >= 10) {
            return duration.toSeconds() + " s";
        }
        double millis = duration.toNanos() / 1e6;
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
}
