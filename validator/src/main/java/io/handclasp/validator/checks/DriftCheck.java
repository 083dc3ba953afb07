package io.handclasp.validator.checks;

import io.handclasp.core.Status;
import io.handclasp.core.time.Deadline;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Severity;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.drift.report.DriftFinding;
import io.handclasp.drift.report.DriftReport;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.Objectives;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether what is configured is what should be. The waits are the detector's own: its reading policy bounds them. */
record DriftCheck(DriftDetector detector) implements Check {
    private static final int MOST_SHOWN = 20;

    @Override
    public CheckOutcome run(Deadline deadline) {
        DriftReport report = detector.check();
        List<DriftFinding> drift = report.drift();
        long critical = drift.stream()
                .filter(finding -> finding.severity() == Severity.CRITICAL)
                .count();
        List<DriftFinding> notChecked = report.findings(DriftStatus.NOT_CHECKED);
        String message = critical + " critical and " + (drift.size() - critical) + " other differences, "
                + notChecked.size() + " not checked, of " + report.findings().size() + " settings and rules";
        CheckOutcome bare = switch (report.status()) {
            case FAIL -> CheckOutcome.failed(message);
            case WARN -> CheckOutcome.warning(message);
            case PASS -> CheckOutcome.passed(message);
            case UNKNOWN, BLOCKED, SKIPPED -> CheckOutcome.unknown(message);
        };
        List<DriftFinding> shown = Stream.of(
                        drift.stream().filter(finding -> finding.severity() == Severity.CRITICAL),
                        notChecked.stream(),
                        drift.stream().filter(finding -> finding.severity() != Severity.CRITICAL))
                .flatMap(findings -> findings)
                .limit(MOST_SHOWN)
                .toList();
        return measured(hinted(bare.withDetails(details(shown)), shown), critical, notChecked.isEmpty(), report);
    }

    private static Map<String, String> details(List<DriftFinding> findings) {
        Map<String, String> details = new LinkedHashMap<>();
        findings.forEach(finding ->
                details.putIfAbsent(finding.key().isBlank() ? finding.ruleId() : finding.key(), line(finding)));
        return details;
    }

    private static String line(DriftFinding finding) {
        StringBuilder line = new StringBuilder(finding.status() + ": " + finding.message());
        finding.expected().ifPresent(expected -> line.append("; expected ").append(expected));
        finding.actual().ifPresent(actual -> line.append("; is ").append(actual));
        return line.toString();
    }

    /** The first finding that is shown knows best what to do. */
    private static CheckOutcome hinted(CheckOutcome outcome, List<DriftFinding> shown) {
        return outcome.status() == Status.PASS
                ? outcome
                : shown.stream()
                        .flatMap(finding -> finding.hint().stream())
                        .findFirst()
                        .map(outcome::withHint)
                        .orElse(outcome);
    }

    /** That there is none is known only when everything was checked. */
    private static CheckOutcome measured(CheckOutcome outcome, long critical, boolean allChecked, DriftReport report) {
        boolean known = !report.findings().isEmpty() && (critical > 0 || allChecked);
        return known
                ? outcome.withMeasurement(new Measurement.Value(
                        Objectives.CRITICAL_DRIFT, critical, report.findings().size()))
                : outcome;
    }
}
