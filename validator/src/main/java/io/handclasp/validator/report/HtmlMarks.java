package io.handclasp.validator.report;

import io.handclasp.core.Status;
import io.handclasp.validator.model.CheckResult;
import java.time.Duration;
import java.util.Locale;

/** Marks that all sections share. A state is always a sign and a word, never only a colour. */
final class HtmlMarks {
    private HtmlMarks() {}

    static String sign(Status status) {
        return switch (status) {
            case PASS -> "✓";
            case WARN -> "!";
            case FAIL -> "✕";
            case UNKNOWN -> "?";
            case SKIPPED -> "–";
            case BLOCKED -> "⊘";
        };
    }

    static String tone(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** A sign and a word in a coloured pill. */
    static void pill(Html html, Status tone, Status sign, String words) {
        html.open("span", "class", "pill " + tone(tone))
                .element("span", sign(sign) + " ", "aria-hidden", "true")
                .text(words)
                .close();
    }

    static void pill(Html html, CheckResult check) {
        pill(html, check.weighedStatus(), check.status(), check.state().words());
    }

    static String anchor(CheckResult check) {
        return "check-" + check.id();
    }

    /** A share of a whole as a length for a style, between 0 and 100 %. */
    static String share(Duration part, Duration whole) {
        double of = whole.isZero() ? 0 : (double) part.toNanos() / whole.toNanos();
        return String.format(Locale.ROOT, "%.2f%%", Math.max(0, Math.min(1, of)) * 100);
    }

    static String bar(Duration from, Duration took, Duration whole) {
        return "left:" + share(from, whole) + ";width:" + share(took, whole);
    }
}
