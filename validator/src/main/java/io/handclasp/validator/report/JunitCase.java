package io.handclasp.validator.report;

import io.handclasp.core.Status;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.ObjectiveResult;
import io.handclasp.validator.model.ValidationReport;
import java.time.Duration;

/**
 * One test case as JUnit knows them.
 *
 * @param className what it is grouped by
 * @param name its name
 * @param took how long it took
 * @param result PASS or WARN: passed; FAIL: a failure; UNKNOWN: an error; SKIPPED: skipped
 * @param type the kind of failure, a word
 * @param message one line
 * @param text all there is to say
 */
record JunitCase(
        String className, String name, Duration took, Status result, String type, String message, String text) {
    private static final String PREFIX = "handclasp.";

    /** A minor check that failed is neither passed nor may it fail a build that the verdict does not fail: it is skipped. */
    static JunitCase of(CheckResult check) {
        Status weighed = check.weighedStatus();
        boolean lessened = weighed == Status.WARN && check.status() != Status.WARN;
        Status result = lessened || weighed == Status.BLOCKED ? Status.SKIPPED : weighed;
        String message = check.state().words() + ": " + check.outcome().message();
        StringBuilder text = new StringBuilder(check.title()).append('\n').append(message);
        if (check.state() != CheckState.SKIPPED) {
            check.impact().ifPresent(impact -> text.append("\nimpact: ").append(impact));
            check.outcome().hint().ifPresent(hint -> text.append("\nhint: ").append(hint));
        }
        check.outcome()
                .drill()
                .ifPresent(drill ->
                        Shown.steps(drill).forEach(step -> text.append('\n').append(step)));
        check.outcome()
                .details()
                .forEach((name, value) ->
                        text.append('\n').append(name).append(": ").append(value));
        return new JunitCase(
                PREFIX + check.phase().slug(),
                check.id(),
                check.took(),
                result,
                check.state().name(),
                message,
                text.toString());
    }

    static JunitCase of(ObjectiveResult objective, boolean required) {
        Status status = objective.status(required);
        String message = objective.objective().title() + ": " + Shown.measured(objective) + ", target "
                + Shown.target(objective) + ", n = " + Shown.count(objective.n()) + ", " + Shown.verdict(objective);
        return new JunitCase(
                PREFIX + "objectives",
                objective.objective().id(),
                Duration.ZERO,
                status == Status.WARN ? Status.SKIPPED : status,
                objective.verdict().name(),
                message,
                message);
    }

    /** Whether the run can be relied on at all; without it a run that was cut short could look like one that passed. */
    static JunitCase ofRun(ValidationReport report) {
        String message = "the run was " + report.ending().words() + ", verdict " + report.verdict() + ", score "
                + Shown.score(report.score()) + ", coverage "
                + Shown.percent(report.score().coverage());
        Status status = report.isConclusive() && report.verdict().exitCode() == 0
                ? Status.PASS
                : report.verdict().status();
        return new JunitCase(
                PREFIX + "run",
                "verdict",
                Duration.ZERO,
                status,
                report.verdict().name(),
                message,
                message);
    }
}
