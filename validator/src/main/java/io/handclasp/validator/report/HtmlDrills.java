package io.handclasp.validator.report;

import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.DrillStage;
import io.handclasp.validator.model.DrillTimeline;
import io.handclasp.validator.model.ValidationReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Each drill: what was broken, a bar with its stages, and the same step by step in words. */
final class HtmlDrills {
    private HtmlDrills() {}

    static void section(Html html, ValidationReport report) {
        List<CheckResult> drills = report.checks().stream()
                .filter(check -> check.outcome().drill().isPresent())
                .toList();
        if (drills.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "drills").line();
        html.element("h2", "Drills", "id", "drills").line();
        html.open("p", "class", "legend", "aria-hidden", "true");
        for (DrillStage stage : DrillStage.values()) {
            html.open("span")
                    .open("span", "class", "swatch " + slug(stage))
                    .close()
                    .text(" " + stage.words())
                    .close()
                    .text(" ");
        }
        html.close().line();
        drills.forEach(check -> check.outcome().drill().ifPresent(drill -> drill(html, check, drill)));
        html.close().line();
    }

    private static void drill(Html html, CheckResult check, DrillTimeline drill) {
        html.open("article", "class", "drill").line();
        html.open("h3");
        HtmlMarks.pill(html, check);
        html.text(" " + check.title()).close().line();
        html.element(
                        "p",
                        "Broken on purpose: " + drill.fault() + ". Detected after " + shown(drill.detectedAfter())
                                + ", recovered after " + shown(drill.recoveredAfter()) + ".",
                        "class",
                        "message")
                .line();
        Duration whole = drill.took();
        html.open("div", "class", "track drill", "aria-hidden", "true");
        drill.steps()
                .forEach(step -> html.open(
                                "span",
                                "class",
                                "span " + slug(step.stage()),
                                "style",
                                HtmlMarks.bar(step.startedAfter(), step.took(), whole))
                        .close());
        html.close().line();
        html.open("p", "class", "axis", "aria-hidden", "true")
                .element("span", "0")
                .element("span", Shown.duration(whole))
                .close()
                .line();
        html.open("ol", "class", "steps").line();
        drill.steps().forEach(step -> {
            html.open("li");
            HtmlMarks.pill(html, step.status(), step.status(), step.stage().words());
            html.text(" " + step.message() + " ")
                    .element(
                            "span",
                            "at " + Shown.duration(step.startedAfter()) + ", took " + Shown.duration(step.took()),
                            "class",
                            "time")
                    .close()
                    .line();
        });
        html.close().line().close().line();
    }

    private static String shown(Optional<Duration> after) {
        return after.map(Shown::duration).orElse("–");
    }

    private static String slug(DrillStage stage) {
        return "stage-" + stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
