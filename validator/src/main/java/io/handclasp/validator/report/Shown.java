package io.handclasp.validator.report;

import io.handclasp.validator.model.DrillTimeline;
import io.handclasp.validator.model.ObjectiveKind;
import io.handclasp.validator.model.ObjectiveResult;
import io.handclasp.validator.model.ObjectiveVerdict;
import io.handclasp.validator.model.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How values look in the formats for people. Shares are rounded down: 99.96 % is not 100 %. */
final class Shown {
    private static final double NANOS = 1e9;

    private Shown() {}

    static String percent(double share) {
        // A little up first: 0.29 times 100 is 28.999999999999996.
        BigDecimal percent = BigDecimal.valueOf(share * 100 + 1e-9).setScale(2, RoundingMode.FLOOR);
        return plain(percent) + " %";
    }

    static String duration(Duration duration) {
        return seconds(duration.getSeconds() + duration.getNano() / NANOS);
    }

    static String seconds(double seconds) {
        if (seconds < 0.001) {
            return seconds == 0 ? "0 ms" : "< 1 ms";
        }
        if (seconds < 1) {
            return Math.round(seconds * 1_000) + " ms";
        }
        if (seconds < 120) {
            return plain(BigDecimal.valueOf(seconds).setScale(seconds < 10 ? 2 : 1, RoundingMode.HALF_UP)) + " s";
        }
        return plain(BigDecimal.valueOf(seconds / 60).setScale(1, RoundingMode.HALF_UP)) + " min";
    }

    static String number(double value) {
        return plain(BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP));
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String inUnit(ObjectiveKind kind, double value) {
        return switch (kind.unit()) {
            case SHARE -> percent(value);
            case SECONDS -> seconds(value);
            case NUMBER -> number(value);
        };
    }

    static String target(ObjectiveResult result) {
        ObjectiveKind kind = result.objective().kind();
        return kind.relation() + " " + inUnit(kind, result.objective().target());
    }

    static String measured(ObjectiveResult result) {
        return result.measured().isPresent()
                ? inUnit(result.objective().kind(), result.measured().getAsDouble())
                : "nothing";
    }

    static String bounds(ObjectiveResult result) {
        ObjectiveKind kind = result.objective().kind();
        return result.bounds()
                .map(bounds -> inUnit(kind, bounds.lower()) + " to " + inUnit(kind, bounds.upper()))
                .orElse("–");
    }

    /** What an objective came to, with the number that it would take where there was too little. */
    static String verdict(ObjectiveResult result) {
        if (result.verdict() != ObjectiveVerdict.INSUFFICIENT_DATA) {
            return result.verdict().words();
        }
        String need = result.needed().isPresent()
                ? "needs n = " + count(result.needed().getAsLong())
                : "no number of trials would show it";
        return result.verdict().words() + ", " + need;
    }

    static String score(Score score) {
        if (score.value().isEmpty()) {
            return "none";
        }
        String value = percent(score.value().getAsDouble());
        return score.isCapped() ? value + ", capped by a critical failure" : value;
    }

    /** A drill in lines: what was broken, then step by step. */
    static List<String> steps(DrillTimeline drill) {
        List<String> lines = new ArrayList<>();
        lines.add("drill: " + drill.fault());
        drill.steps()
                .forEach(step -> lines.add("- " + step.stage().words() + " at " + duration(step.startedAfter()) + ", "
                        + step.status().name().toLowerCase(Locale.ROOT) + ": " + step.message()));
        return lines;
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
