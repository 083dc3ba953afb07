package io.handclasp.validator.junit;

import io.handclasp.core.Status;
import io.handclasp.validator.Validator;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.ObjectiveResult;
import io.handclasp.validator.model.ObjectiveVerdict;
import io.handclasp.validator.model.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * A validation run as tests: one container for each phase, one test for each check.
 *
 * <ul>
 *   <li>A check that passed, with or without a warning, is a test that passed.
 *   <li>One that failed or could not be judged is a test that failed, with its message, impact and hint.
 *   <li>One that was skipped or blocked is a test that was aborted, with its reason; so is a minor one that failed.
 *   <li>A container of its own holds the objectives, and one test says what the whole run came to; so some test fails exactly when
 *       the exit code is not zero.
 * </ul>
 *
 * <p>For a method with {@code @TestFactory}. Without state; safe for use by many threads.
 */
@SuppressWarnings("exports") // a host that uses this class requires JUnit itself; the others do without
public final class ValidationTests {
    private ValidationTests() {}

    /**
     * Runs a validator now, on the calling thread, and makes tests of what it learnt.
     *
     * @param validator the validator
     * @return the containers, in the order of the phases
     */
    public static Stream<DynamicContainer> of(Validator validator) {
        return of(validator.run());
    }

    /**
     * Makes tests of a run that is over.
     *
     * @param report its report
     * @return the containers, in the order of the phases
     */
    public static Stream<DynamicContainer> of(ValidationReport report) {
        List<DynamicContainer> containers = new ArrayList<>();
        report.phases()
                .forEach(phase -> containers.add(DynamicContainer.dynamicContainer(
                        phase.phase().title(), phase.checks().stream().map(ValidationTests::test))));
        if (!report.objectives().isEmpty()) {
            containers.add(DynamicContainer.dynamicContainer(
                    "Objectives",
                    report.objectives().stream().map(result -> test(result, report.objectivesRequired()))));
        }
        containers.add(DynamicContainer.dynamicContainer("Run", Stream.of(verdict(report))));
        return containers.stream();
    }

    private static DynamicTest test(CheckResult check) {
        return DynamicTest.dynamicTest(check.id() + ": " + check.title(), () -> {
            Status weighed = check.weighedStatus();
            boolean lessened = weighed == Status.WARN && check.status() != Status.WARN;
            if (weighed == Status.FAIL || weighed == Status.UNKNOWN) {
                Assertions.fail(text(check));
            } else if (lessened || weighed == Status.SKIPPED || weighed == Status.BLOCKED) {
                Assumptions.abort(text(check));
            }
        });
    }

    private static String text(CheckResult check) {
        StringBuilder text = new StringBuilder(check.state().words())
                .append(": ")
                .append(check.outcome().message());
        if (check.state() != CheckState.SKIPPED) {
            check.impact().ifPresent(impact -> text.append("\nimpact: ").append(impact));
            check.outcome().hint().ifPresent(hint -> text.append("\nhint: ").append(hint));
        }
        return text.toString();
    }

    private static DynamicTest test(ObjectiveResult result, boolean required) {
        String id = result.objective().id();
        return DynamicTest.dynamicTest(id + ": " + result.objective().title(), () -> {
            String text =
                    result.verdict().words() + ": target " + result.objective().target() + ", measured "
                            + shown(result) + ", n = " + result.n()
                            + (result.needed().isPresent()
                                    ? ", needs n = " + result.needed().getAsLong()
                                    : "");
            if (result.verdict() == ObjectiveVerdict.MISSED
                    || (result.verdict() == ObjectiveVerdict.INSUFFICIENT_DATA && required)) {
                Assertions.fail(text);
            } else if (result.verdict() == ObjectiveVerdict.INSUFFICIENT_DATA) {
                Assumptions.abort(text);
            }
        });
    }

    private static String shown(ObjectiveResult result) {
        return result.measured().isPresent()
                ? Objects.toString(result.measured().getAsDouble())
                : "nothing";
    }

    private static DynamicTest verdict(ValidationReport report) {
        return DynamicTest.dynamicTest("verdict " + report.verdict(), () -> {
            if (report.exitCode() != 0) {
                Assertions.fail("the run was " + report.ending().words() + ", its verdict is " + report.verdict());
            }
        });
    }
}
