package io.handclasp.validator.golden;

import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows what a stranger sent: without the token, which a server may send back, without other secrets, and short. */
final class Shown {
    private static final int LONGEST = 200;

    private Shown() {}

    static String foreign(String text, @Nullable Secret token) {
        String head = text.length() > Redaction.MAX_INPUT_LENGTH ? text.substring(0, Redaction.MAX_INPUT_LENGTH) : text;
        String scrubbed = Redaction.scrub(token == null ? head : head.replace(token.reveal(), Redaction.MARK));
        return scrubbed.length() <= LONGEST ? scrubbed : scrubbed.substring(0, LONGEST) + "\u2026";
    }

    static String duration(Duration duration) {
        return duration.toMillis() < 1_000
                ? duration.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
