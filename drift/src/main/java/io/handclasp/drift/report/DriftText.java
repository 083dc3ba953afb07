package io.handclasp.drift.report;

import io.handclasp.drift.DriftStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report for people. The first sign of a line says what is to be done: + add, ~ change, - take away, ? look, . known. */
final class DriftText {
    private static final Comparator<DriftFinding> WORST_FIRST = Comparator.comparing(DriftFinding::severity)
            .reversed()
            .thenComparing(DriftFinding::key)
            .thenComparing(DriftFinding::subject);

    private DriftText() {}

    static String of(DriftReport report) {
        StringBuilder text = new StringBuilder();
        text.append("Drift of ").append(report.target()).append(" (");
        text.append(lower(report.environment()))
                .append(") at ")
                .append(report.at())
                .append("\n\n");
        List<DriftFinding> shown = report.findings().stream()
                .filter(finding -> finding.status() != DriftStatus.IN_SYNC)
                .sorted(WORST_FIRST)
                .toList();
        shown.forEach(finding -> append(text, finding));
        if (!shown.isEmpty()) {
            text.append('\n');
        }
        return text.append(summary(report)).append('\n').toString();
    }

    private static void append(StringBuilder text, DriftFinding finding) {
        text.append("  ").append(symbol(finding.status())).append(' ').append(finding.key());
        if (!finding.subject().isEmpty()) {
            text.append(" @ ").append(finding.subject());
        }
        values(text, finding);
        text.append("  [").append(lower(finding.severity())).append("] ");
        text.append(finding.message()).append(" (").append(finding.ruleId()).append(")\n");
        finding.place()
                .ifPresent(place -> text.append("      at ").append(place).append('\n'));
        finding.hint()
                .ifPresent(hint -> text.append("      hint: ").append(hint).append('\n'));
    }

    private static void values(StringBuilder text, DriftFinding finding) {
        if (finding.expected().isPresent() || finding.actual().isPresent()) {
            text.append(": ").append(finding.actual().orElse("(not set)"));
            finding.expected().ifPresent(expected -> text.append(" -> ").append(expected));
        }
    }

    private static char symbol(DriftStatus status) {
        return switch (status) {
            case MISSING -> '+';
            case MODIFIED -> '~';
            case UNEXPECTED -> '-';
            case NOT_CHECKED -> '?';
            case IGNORED -> '.';
            case IN_SYNC -> '=';
        };
    }

    private static String summary(DriftReport report) {
        Map<DriftStatus, Integer> counts = report.counts();
        if (report.findings().isEmpty()) {
            return "Nothing was checked.";
        }
        return "Drift: " + counts.get(DriftStatus.MISSING) + " to add, " + counts.get(DriftStatus.MODIFIED)
                + " to change, " + counts.get(DriftStatus.UNEXPECTED) + " to take away. "
                + counts.get(DriftStatus.NOT_CHECKED) + " not checked, " + counts.get(DriftStatus.IGNORED)
                + " ignored, " + counts.get(DriftStatus.IN_SYNC) + " in sync.";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
