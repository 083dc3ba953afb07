package io.handclasp.validator.report;

import io.handclasp.validator.model.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** The whole text at once. */
final class TextFormat implements ReportFormat {
    private final TextLines lines;

    TextFormat(TextStyle style) {
        this.lines = new TextLines(style);
    }

    @Override
    public String render(ValidationReport report) {
        List<String> all = new ArrayList<>();
        report.phases().forEach(phase -> {
            all.addAll(lines.heading(phase.phase().title()));
            phase.checks().forEach(check -> all.addAll(lines.check(check)));
            all.add("");
        });
        all.addAll(ending(lines, report));
        return String.join("\n", all) + "\n";
    }

    /** What stands below the phases. */
    static List<String> ending(TextLines lines, ValidationReport report) {
        List<String> ending = new ArrayList<>();
        if (!report.objectives().isEmpty()) {
            ending.addAll(lines.heading("Objectives"));
            report.objectives()
                    .forEach(objective -> ending.addAll(lines.objective(objective, report.objectivesRequired())));
            ending.add("");
        }
        ending.addAll(lines.summary(report));
        return ending;
    }
}
