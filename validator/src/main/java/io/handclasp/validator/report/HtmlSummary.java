package io.handclasp.validator.report;

import io.handclasp.core.Status;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.ObjectiveResult;
import io.handclasp.validator.model.ObjectiveVerdict;
import io.handclasp.validator.model.RunEnding;
import io.handclasp.validator.model.Score;
import io.handclasp.validator.model.ValidationReport;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The verdict at a glance, and what needs somebody's attention. */
final class HtmlSummary {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH);

    private HtmlSummary() {}

    static void header(Html html, ValidationReport report) {
        Status status = report.verdict().status();
        Score score = report.score();
        html.open("header").line();
        html.element("h1", report.title()).line();
        html.open("p", "class", "verdict " + HtmlMarks.tone(status))
                .element("span", HtmlMarks.sign(status), "class", "sign", "aria-hidden", "true")
                .element("strong", report.verdict().name())
                .element("span", sentence(report), "class", "why")
                .close()
                .line();
        if (report.ending() != RunEnding.COMPLETED) {
            html.element(
                            "p",
                            "The run was " + report.ending().words()
                                    + " before it was complete. What did not run is not counted as passed.",
                            "class",
                            "cut",
                            "role",
                            "note")
                    .line();
        }
        html.open("dl", "class", "facts").line();
        fact(html, "Score", Shown.score(score));
        fact(html, "Coverage", Shown.percent(score.coverage()));
        fact(html, "Checks", Shown.count(report.checks().size()));
        fact(html, "Took", Shown.duration(report.took()));
        fact(html, "Exit code", Integer.toString(report.exitCode()));
        fact(
                html,
                "Started",
                DATE.format(report.startedAt().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
        html.close().line().close().line();
    }

    private static void fact(Html html, String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close().line();
    }

    private static String sentence(ValidationReport report) {
        StringBuilder sentence = new StringBuilder();
        for (CheckState state : CheckState.values()) {
            long count = report.checks().stream()
                    .filter(check -> check.state() == state)
                    .count();
            if (count > 0) {
                sentence.append(sentence.isEmpty() ? "" : ", ")
                        .append(Shown.count(count))
                        .append(' ')
                        .append(state.words());
            }
        }
        if (!report.objectives().isEmpty()) {
            long met = report.objectives().stream()
                    .filter(objective -> objective.verdict() == ObjectiveVerdict.MET)
                    .count();
            sentence.append("; ")
                    .append(met)
                    .append(" of ")
                    .append(report.objectives().size())
                    .append(" objectives met");
        }
        return sentence.toString();
    }

    /** Failures first, then what nobody can tell, then warnings. What only waits for another check is told with that one. */
    static void attention(Html html, ValidationReport report) {
        List<CheckResult> checks = report.checks().stream()
                .filter(check -> check.state() != CheckState.PASSED
                        && check.state() != CheckState.SKIPPED
                        && check.state() != CheckState.BLOCKED)
                .sorted(Comparator.comparing(HtmlSummary::urgency).thenComparing(CheckResult::severity))
                .toList();
        List<ObjectiveResult> missed = report.objectives().stream()
                .filter(objective -> objective.verdict() == ObjectiveVerdict.MISSED)
                .toList();
        if (checks.isEmpty() && missed.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "attention").line();
        html.element("h2", "Needs attention", "id", "attention").line();
        html.open("ul", "class", "cards").line();
        checks.forEach(check -> card(html, report, check));
        missed.forEach(objective -> html.open("li", "class", "card fail")
                .element("h3", objective.objective().title())
                .element(
                        "p",
                        "Objective missed: " + Shown.measured(objective) + ", target " + Shown.target(objective) + ".")
                .close()
                .line());
        html.close().line().close().line();
    }

    private static int urgency(CheckResult check) {
        return switch (check.weighedStatus()) {
            case FAIL -> 0;
            case UNKNOWN, BLOCKED -> 1;
            case WARN, SKIPPED, PASS -> 2;
        };
    }

    private static void card(Html html, ValidationReport report, CheckResult check) {
        html.open("li", "class", "card " + HtmlMarks.tone(check.weighedStatus()))
                .line();
        html.open("h3")
                .element("a", check.title(), "href", "#" + HtmlMarks.anchor(check))
                .close()
                .line();
        html.open("p", "class", "tags");
        HtmlMarks.pill(html, check);
        html.text(" ")
                .element("span", check.severity().name().toLowerCase(Locale.ROOT), "class", "tag")
                .text(" ")
                .element("span", check.phase().title(), "class", "tag")
                .close()
                .line();
        html.element("p", check.outcome().message(), "class", "message").line();
        HtmlChecks.details(html, check);
        HtmlChecks.consequences(html, check);
        List<String> blocked = report.checks().stream()
                .filter(other ->
                        other.outcome().blockedBy().filter(check.id()::equals).isPresent())
                .map(CheckResult::title)
                .toList();
        if (!blocked.isEmpty()) {
            html.element("p", "Blocks: " + String.join("; ", blocked), "class", "blocks")
                    .line();
        }
        html.close().line();
    }
}
