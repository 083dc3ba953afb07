package io.handclasp.validator.report;

import io.handclasp.validator.model.ValidationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Test cases that belong together.
 *
 * @param name what they are about
 * @param startedAfter when they began, counted from the start of the run
 * @param took how long they took
 * @param cases the test cases
 */
record JunitSuite(String name, Duration startedAfter, Duration took, List<JunitCase> cases) {
    static List<JunitSuite> of(ValidationReport report) {
        List<JunitSuite> suites = new ArrayList<>();
        report.phases()
                .forEach(phase -> suites.add(new JunitSuite(
                        phase.phase().title(),
                        phase.startedAfter().orElse(Duration.ZERO),
                        phase.took(),
                        phase.checks().stream().map(JunitCase::of).toList())));
        if (!report.objectives().isEmpty()) {
            suites.add(new JunitSuite(
                    "Objectives",
                    report.took(),
                    Duration.ZERO,
                    report.objectives().stream()
                            .map(objective -> JunitCase.of(objective, report.objectivesRequired()))
                            .toList()));
        }
        suites.add(new JunitSuite("Run", Duration.ZERO, report.took(), List.of(JunitCase.ofRun(report))));
        return suites;
    }
}
