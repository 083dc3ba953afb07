package io.handclasp.validator.golden;

import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows what a stranger sent: without the token, which a server may send back, without other secrets, and short. */
final class Shown {
    private static final int LONGEST = 200;
    private static final int MAX_CAUSES = 4;

    private Shown() {}

    static String foreign(String text, @Nullable Secret token) {
        // Before anything is cut off: a part of the token would not be found.
        return cut(Redaction.scrub(token == null ? text : text.replace(token.reveal(), Redaction.MARK)));
    }

    /** As {@link Redaction#describe} does, which cuts the texts and so may cut through the token. */
    static String failure(Throwable thrown, Secret token) {
        StringBuilder shown = new StringBuilder(one(thrown, token));
        Throwable cause = thrown.getCause();
        // The count also ends the walk along causes that go round in a circle.
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            shown.append(", caused by ").append(one(cause, token));
            cause = cause.getCause();
        }
        return cut(shown.toString());
    }

    private static String one(Throwable thrown, Secret token) {
        String name = thrown.getClass().getName();
        String message = foreign(message(thrown), token);
        return name.substring(name.lastIndexOf('.') + 1) + (message.isEmpty() ? "" : ": " + message);
    }

    /** A message that only repeats the cause is left out: the cause is told next. */
    private static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            Throwable cause = thrown.getCause();
            return message == null || (cause != null && message.equals(cause.toString())) ? "" : message;
        } catch (RuntimeException e) {
            return "(its message cannot be read: " + e.getClass().getName() + ")";
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
    }

    static String duration(Duration duration) {
        return duration.toMillis() < 1_000
                ? duration.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
