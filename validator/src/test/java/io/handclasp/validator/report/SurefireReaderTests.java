package io.handclasp.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Status;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.ObjectiveResult;
import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.model.Verdict;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Maven's own reader of JUnit XML takes a report for: the same numbers as the model has, for every verdict. */
class SurefireReaderTests {
    private static final int SEEDS = 100;

    @TempDir
    private Path directory;

    private List<ReportTestSuite> read(ValidationReport report) throws Exception {
        Path file = directory.resolve("TEST-validation.xml");
        ReportFiles.write(report, ReportFormats.junitXml(), file);
        try (InputStreamReader in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            return new TestSuiteXmlParser(new NullConsoleLogger()).parse(in);
        }
    }

    /** The numbers that the model has, found without the format: a warning passes, what is made less of is skipped. */
    private static final class Expected {
        private final ValidationReport report;

        Expected(ValidationReport report) {
            this.report = report;
        }

        long tests() {
            return report.checks().size() + report.objectives().size() + 1L;
        }

        private long count(
                Predicate<CheckResult> check, Predicate<ObjectiveResult> objective, Predicate<Verdict> verdict) {
            return report.checks().stream().filter(check).count()
                    + report.objectives().stream().filter(objective).count()
                    + Stream.of(report.verdict()).filter(verdict).count();
        }

        long failures() {
            return count(
                    check -> check.weighedStatus() == Status.FAIL,
                    objective -> objective.status(report.objectivesRequired()) == Status.FAIL,
                    verdict -> verdict == Verdict.FAIL);
        }

        long errors() {
            return count(
                    check -> check.weighedStatus() == Status.UNKNOWN,
                    objective -> objective.status(report.objectivesRequired()) == Status.UNKNOWN,
                    verdict -> verdict == Verdict.UNKNOWN);
        }

        long skipped() {
            return count(
                    check -> switch (check.weighedStatus()) {
                        case SKIPPED, BLOCKED -> true;
                        case WARN -> check.status() != Status.WARN;
                        case PASS, FAIL, UNKNOWN -> false;
                    },
                    objective -> objective.status(report.objectivesRequired()) == Status.WARN,
                    verdict -> false);
        }
    }

    private static int sum(List<ReportTestSuite> suites, ToIntFunction<ReportTestSuite> number) {
        return suites.stream().mapToInt(number).sum();
    }

    private static long count(List<ReportTestSuite> suites, Predicate<ReportTestCase> kind) {
        return suites.stream()
                .flatMap(suite -> suite.getTestCases().stream())
                .filter(kind)
                .count();
    }

    private void assertAgrees(ValidationReport report) throws Exception {
        List<ReportTestSuite> suites = read(report);
        Expected expected = new Expected(report);

        assertThat(sum(suites, ReportTestSuite::getNumberOfTests)).isEqualTo((int) expected.tests());
        assertThat(sum(suites, ReportTestSuite::getNumberOfFailures)).isEqualTo((int) expected.failures());
        assertThat(sum(suites, ReportTestSuite::getNumberOfErrors)).isEqualTo((int) expected.errors());
        assertThat(sum(suites, ReportTestSuite::getNumberOfSkipped)).isEqualTo((int) expected.skipped());
        assertThat(count(suites, test -> true)).isEqualTo(expected.tests());
        assertThat(count(suites, ReportTestCase::hasFailure)).isEqualTo(expected.failures());
        assertThat(count(suites, ReportTestCase::hasError)).isEqualTo(expected.errors());
        assertThat(count(suites, ReportTestCase::hasSkipped)).isEqualTo(expected.skipped());
        assertThat(expected.failures() + expected.errors() > 0).isEqualTo(report.exitCode() != 0);
    }

    @Test
    void parseWhenEveryVerdictComesUpThenTheNumbersAreThoseOfTheModel() throws Exception {
        Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
        for (long seed = 0; seed < SEEDS; seed++) {
            ValidationReport report = RandomReports.of(seed);
            seen.add(report.verdict());
            assertAgrees(report);
        }
        assertAgrees(SampleReports.everything());
        assertAgrees(SampleReports.clean());

        assertThat(seen).containsExactlyInAnyOrder(Verdict.values());
    }

    @Test
    void parseWhenACheckFailedThenItsNameItsMessageAndItsTextAreFound() throws Exception {
        List<ReportTestCase> cases = read(SampleReports.everything()).stream()
                .flatMap(suite -> suite.getTestCases().stream())
                .toList();

        assertThat(cases)
                .filteredOn(test -> test.getName().equals("vpc.auth"))
                .singleElement()
                .satisfies(test -> {
                    assertThat(test.getFullClassName()).isEqualTo("handclasp.vpc-connectivity");
                    assertThat(test.getFailureMessage()).startsWith("failed: auth.internal resolves to 203.0.113.7");
                    assertThat(test.getFailureType()).isEqualTo("FAILED");
                    assertThat(test.getFailureDetail()).contains("impact: Tokens travel over the public internet");
                });
    }
}
