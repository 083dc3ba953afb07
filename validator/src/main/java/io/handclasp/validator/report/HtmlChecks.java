package io.handclasp.validator.report;

import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.ValidationReport;
import java.util.Locale;

/** Every check, phase by phase. */
final class HtmlChecks {
    private HtmlChecks() {}

    static void section(Html html, ValidationReport report) {
        html.open("section", "aria-labelledby", "checks").line();
        html.element("h2", "All checks", "id", "checks").line();
        report.phases().forEach(phase -> {
            html.element(
                            "h3",
                            phase.phase().title(),
                            "id",
                            "phase-" + phase.phase().slug())
                    .line();
            html.open("ul", "class", "checks").line();
            phase.checks().forEach(check -> check(html, check));
            html.close().line();
        });
        html.close().line();
    }

    private static void check(Html html, CheckResult check) {
        CheckOutcome outcome = check.outcome();
        html.open("li", "id", HtmlMarks.anchor(check), "class", HtmlMarks.tone(check.weighedStatus()))
                .line();
        html.open("p", "class", "line");
        HtmlMarks.pill(html, check);
        html.text(" ")
                .element("strong", check.title())
                .text(" ")
                .element(
                        "span",
                        check.startedAfter().isPresent() ? Shown.duration(check.took()) : "not started",
                        "class",
                        "time")
                .close()
                .line();
        html.element("p", outcome.message(), "class", "message").line();
        if (check.state() != CheckState.PASSED
                && check.state() != CheckState.SKIPPED
                && check.state() != CheckState.BLOCKED) {
            consequences(html, check);
        }
        details(html, check);
        html.open("p", "class", "id")
                .element("code", check.id())
                .text(" · " + check.severity().name().toLowerCase(Locale.ROOT) + ", weight " + check.weight())
                .text(check.dependsOn().isEmpty() ? "" : " · after " + String.join(", ", check.dependsOn()))
                .close()
                .line();
        html.close().line();
    }

    /** What it saw. */
    static void details(Html html, CheckResult check) {
        if (!check.outcome().details().isEmpty()) {
            html.open("dl", "class", "details");
            check.outcome()
                    .details()
                    .forEach((name, value) -> html.open("div")
                            .element("dt", name)
                            .element("dd", value)
                            .close());
            html.close().line();
        }
    }

    /** What it means, and what to do. */
    static void consequences(Html html, CheckResult check) {
        check.impact()
                .ifPresent(impact -> html.open("p", "class", "impact")
                        .element("b", "Impact: ")
                        .text(impact)
                        .close()
                        .line());
        check.outcome()
                .hint()
                .ifPresent(hint -> html.open("p", "class", "hint")
                        .element("b", "What to do: ")
                        .text(hint)
                        .close()
                        .line());
    }
}
