package io.handclasp.validator.report;

import io.handclasp.core.Status;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.ObjectiveResult;
import io.handclasp.validator.model.Score;
import io.handclasp.validator.model.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The lines of the text format: a sign, what was checked, and below it what is to be said of it. */
final class TextLines {
    private static final String RESET = "\u001B[0m";
    private static final String INDENT = "    ";
    /** The other formats have all of them. */
    private static final int MOST_DETAILS = 5;

    private final TextStyle style;

    TextLines(TextStyle style) {
        this.style = style;
    }

    List<String> heading(String title) {
        return List.of(shown(title), "-".repeat(title.codePointCount(0, title.length())));
    }

    List<String> check(CheckResult check) {
        List<String> lines = new ArrayList<>();
        String time = check.startedAfter().isPresent() ? "  (" + Shown.duration(check.took()) + ")" : "";
        lines.add(sign(check.weighedStatus(), check.status()) + " " + shown(check.title()) + shown(time));
        if (check.state() != CheckState.PASSED) {
            String state = check.state().words();
            String message = check.outcome().message();
            below(lines, message.startsWith(state) ? message : state + ": " + message);
            if (check.state() == CheckState.BLOCKED) {
                below(lines, "id: " + check.id()); // What to do stands with the check that blocks it.
            } else if (check.state() != CheckState.SKIPPED) {
                details(lines, check.outcome().details());
                check.impact().ifPresent(impact -> below(lines, "impact: " + impact));
                check.outcome().hint().ifPresent(hint -> below(lines, "hint: " + hint));
                check.outcome().drill().ifPresent(drill -> Shown.steps(drill).forEach(step -> below(lines, step)));
                below(lines, "id: " + check.id());
            }
        }
        return lines;
    }

    private void details(List<String> lines, Map<String, String> details) {
        details.entrySet().stream()
                .limit(MOST_DETAILS)
                .forEach(detail -> below(lines, "- " + detail.getKey() + ": " + detail.getValue()));
        if (details.size() > MOST_DETAILS) {
            below(lines, "- and " + (details.size() - MOST_DETAILS) + " more");
        }
    }

    List<String> objective(ObjectiveResult result, boolean required) {
        String line = result.objective().title() + ": " + Shown.measured(result) + ", target " + Shown.target(result)
                + ", n = " + Shown.count(result.n())
                + (result.bounds().isPresent() ? ", 95 % bounds " + Shown.bounds(result) : "");
        List<String> lines = new ArrayList<>();
        lines.add(sign(result.status(required), result.status(required)) + " " + shown(line));
        if (result.status(required) != Status.PASS) {
            below(lines, Shown.verdict(result));
        }
        return lines;
    }

    List<String> summary(ValidationReport report) {
        Score score = report.score();
        Status status = report.verdict().status();
        List<String> lines = new ArrayList<>();
        lines.add("Status check results are " + sign(status, status));
        lines.add(shown("Verdict " + report.verdict() + ", exit code " + report.exitCode() + ", run "
                + report.ending().words() + ", score " + Shown.score(score) + ", coverage "
                + Shown.percent(score.coverage()) + ", "
                + Shown.count(report.checks().size()) + " checks in "
                + Shown.duration(report.took())));
        return lines;
    }

    private void below(List<String> lines, String text) {
        text.lines().forEach(line -> lines.add(INDENT + shown(line)));
    }

    /** The sign is that of the state; the colour says what it does to the verdict. */
    private String sign(Status weighed, Status status) {
        String sign = switch (status) {
            case PASS -> style.unicode() ? "√" : "[ok]";
            case WARN -> style.unicode() ? "‼" : "[!!]";
            case FAIL -> style.unicode() ? "×" : "[xx]";
            case UNKNOWN -> style.unicode() ? "?" : "[??]";
            case SKIPPED -> style.unicode() ? "–" : "[--]";
            case BLOCKED -> style.unicode() ? "⊘" : "[<-]";
        };
        return style.colour() ? colour(weighed) + sign + RESET : sign;
    }

    private static String colour(Status status) {
        return switch (status) {
            case PASS -> "\u001B[32m";
            case WARN -> "\u001B[33m";
            case FAIL -> "\u001B[31m";
            case UNKNOWN, BLOCKED -> "\u001B[35m";
            case SKIPPED -> "\u001B[36m";
        };
    }

    private String shown(String text) {
        if (style.unicode()) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach(c -> ascii.append(substitute(c)));
        return ascii.toString();
    }

    private static String substitute(int codePoint) {
        return switch (codePoint) {
            case '≥' -> ">=";
            case '≤' -> "<=";
            case '…' -> "...";
            case '–', '—' -> "-";
            default -> codePoint < 128 ? Character.toString(codePoint) : "?";
        };
    }
}
