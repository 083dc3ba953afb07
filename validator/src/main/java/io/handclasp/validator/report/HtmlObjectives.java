package io.handclasp.validator.report;

import io.handclasp.core.Status;
import io.handclasp.core.statistics.Interval;
import io.handclasp.validator.model.ObjectiveResult;
import io.handclasp.validator.model.ValidationReport;
import java.util.Locale;

/** Each objective: target, measured, how much it rests on, and a picture of the bounds against the target. */
final class HtmlObjectives {
    private static final double WIDTH = 200;

    private HtmlObjectives() {}

    static void section(Html html, ValidationReport report) {
        if (report.objectives().isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "objectives").line();
        html.element("h2", "Objectives", "id", "objectives").line();
        html.element(
                        "p",
                        "A rate or a mean is met or missed when its whole 95 % interval lies on one side of the target;"
                                + " too little data is never counted as met.",
                        "class",
                        "note")
                .line();
        html.open("table", "role", "table").line();
        html.open("thead", "role", "rowgroup").open("tr", "role", "row");
        for (String column : new String[] {"Objective", "Target", "Measured", "n", "95 % bounds", "Verdict"}) {
            html.element("th", column, "scope", "col", "role", "columnheader");
        }
        html.close().close().line();
        html.open("tbody", "role", "rowgroup").line();
        report.objectives().forEach(objective -> row(html, objective, report.objectivesRequired()));
        html.close().close().line().close().line();
    }

    private static void row(Html html, ObjectiveResult result, boolean required) {
        Status status = result.status(required);
        html.open("tr", "role", "row").line();
        html.element("th", result.objective().title(), "scope", "row", "role", "rowheader");
        cell(html, "Target", Shown.target(result));
        cell(html, "Measured", Shown.measured(result));
        cell(html, "n", Shown.count(result.n()));
        html.open("td", "role", "cell", "data-label", "95 % bounds").open("div").text(Shown.bounds(result));
        result.bounds().ifPresent(bounds -> picture(html, result, bounds, status));
        html.close().close();
        html.open("td", "role", "cell", "data-label", "Verdict").open("div");
        HtmlMarks.pill(html, status, status, Shown.verdict(result));
        html.close().close();
        html.close().line();
    }

    private static void cell(Html html, String label, String text) {
        html.open("td", "role", "cell", "data-label", label)
                .element("div", text)
                .close();
    }

    /** The bounds as a line, the measured value as a dot, the target as an upright; the numbers stand beside it. */
    private static void picture(Html html, ObjectiveResult result, Interval bounds, Status status) {
        double target = result.objective().target();
        double low = Math.min(bounds.lower(), target);
        double high = Math.max(bounds.upper(), target);
        double margin = Math.max((high - low) * 0.1, 1e-12);
        double from = low - margin;
        double scale = WIDTH / (high - low + 2 * margin);
        html.open(
                "svg",
                "class",
                "bounds " + HtmlMarks.tone(status),
                "viewBox",
                "0 0 200 20",
                "role",
                "img",
                "aria-label",
                "bounds " + Shown.bounds(result) + ", target " + Shown.target(result));
        line(html, "range", (bounds.lower() - from) * scale, 10, (bounds.upper() - from) * scale, 10);
        line(html, "target", (target - from) * scale, 1, (target - from) * scale, 19);
        result.measured()
                .ifPresent(measured -> html.open("circle", "cx", point((measured - from) * scale), "cy", "10", "r", "4")
                        .close());
        html.close();
    }

    private static void line(Html html, String kind, double x1, double y1, double x2, double y2) {
        html.open("line", "class", kind, "x1", point(x1), "y1", point(y1), "x2", point(x2), "y2", point(y2))
                .close();
    }

    private static String point(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
