package io.handclasp.validator.drill;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
final class Text {
    private Text() {}

    static String of(Duration duration) {
        return duration.toMillis() < 1_000
                ? duration.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
