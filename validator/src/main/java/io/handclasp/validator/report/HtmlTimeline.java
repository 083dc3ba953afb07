package io.handclasp.validator.report;

import io.handclasp.core.Status;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.PhaseResult;
import io.handclasp.validator.model.ValidationReport;
import java.time.Duration;

/** When which phase ran, with a mark for each of its checks. */
final class HtmlTimeline {
    private HtmlTimeline() {}

    static void phases(Html html, ValidationReport report) {
        html.open("section", "aria-labelledby", "phases").line();
        html.element("h2", "Phases", "id", "phases").line();
        html.open("ol", "class", "timeline").line();
        report.phases().forEach(phase -> phase(html, report, phase));
        html.close().line();
        html.open("p", "class", "axis", "aria-hidden", "true")
                .element("span", "0")
                .element("span", Shown.duration(report.took()))
                .close()
                .line();
        html.close().line();
    }

    private static void phase(Html html, ValidationReport report, PhaseResult phase) {
        Status status = phase.status();
        html.open("li").line();
        html.open("p", "class", "line");
        HtmlMarks.pill(html, status, status, status.name());
        html.text(" ")
                .element(
                        "a",
                        phase.phase().title(),
                        "href",
                        "#phase-" + phase.phase().slug())
                .text(" ")
                .element("span", counts(phase), "class", "time")
                .close()
                .line();
        html.open("div", "class", "track", "aria-hidden", "true");
        phase.startedAfter()
                .ifPresent(start -> html.open(
                                "span",
                                "class",
                                "span " + HtmlMarks.tone(status),
                                "style",
                                HtmlMarks.bar(start, phase.took(), report.took()))
                        .close());
        phase.checks()
                .forEach(check -> check.startedAfter()
                        .ifPresent(start -> html.open(
                                        "span",
                                        "class",
                                        "tick " + HtmlMarks.tone(check.weighedStatus()),
                                        "style",
                                        HtmlMarks.bar(start, check.took(), report.took()),
                                        "title",
                                        check.title())
                                .close()));
        html.close().line().close().line();
    }

    private static String counts(PhaseResult phase) {
        StringBuilder counts = new StringBuilder();
        for (CheckState state : CheckState.values()) {
            long count = phase.count(state);
            if (count > 0) {
                counts.append(count).append(' ').append(state.words()).append(", ");
            }
        }
        Duration took = phase.took();
        return counts + (phase.startedAfter().isPresent() ? Shown.duration(took) : "not started");
    }
}
