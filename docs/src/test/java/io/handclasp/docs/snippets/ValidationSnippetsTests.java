package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.validator.Validator;
import io.handclasp.validator.junit.ValidationTests;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.Objectives;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.model.Verdict;
import io.handclasp.validator.report.ReportFiles;
import io.handclasp.validator.report.ReportFormats;
import io.handclasp.validator.report.TextStyle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ValidationSnippetsTests {
    /** Plays the host's database. */
    interface Database {
        int answered(int calls, Duration within);
    }

    private static CheckDefinition databaseCheck(Database database) {
        // tag::validation-check[]
        CheckDefinition check = CheckDefinition.builder(
                        ValidationPhase.INFRASTRUCTURE_HEALTH, "database.calls", deadline -> {
                            int answered = database.answered(100, deadline.remaining());
                            CheckOutcome outcome = answered == 100
                                    ? CheckOutcome.passed("all of 100 calls were answered")
                                    : CheckOutcome.failed(answered + " of 100 calls were answered");
                            return outcome.withMeasurement(
                                    new Measurement.Rate(Objectives.DATABASE_SUCCESS, answered, 100));
                        })
                .title("the database answers")
                .severity(Severity.CRITICAL)
                .deadline(Duration.ofSeconds(5))
                .impact("Nobody can log in, and open chats lose their history.")
                .hint("Is the connection pool exhausted? See the dashboard of the database.")
                .build();
        // end::validation-check[]
        return check;
    }

    private static Validator validator(Database database, Executor executor) {
        // tag::validation-build[]
        Validator validator = Validator.builder()
                .title("chat service")
                .check(databaseCheck(database))
                .check(CheckDefinition.builder(
                                ValidationPhase.GOLDEN_PATH,
                                "chat.history",
                                deadline -> CheckOutcome.passed("12 lines"))
                        .dependsOn("database.calls")
                        .build())
                .objectives(Objectives.standard())
                .deadline(Duration.ofMinutes(5))
                .failFast(ValidationPhase.GOLDEN_PATH)
                .executor(executor)
                .build();
        // end::validation-build[]
        return validator;
    }

    private static ValidationReport run(Validator validator, Path directory) throws IOException {
        // tag::validation-run[]
        ValidationReport report = validator.run();
        ReportFiles.write(report, ReportFormats.html(), directory.resolve("validation.html"));
        ReportFiles.write(report, ReportFormats.json(), directory.resolve("validation.json"));
        ReportFiles.write(report, ReportFormats.junitXml(), directory.resolve("TEST-validation.xml"));
        int exitCode = report.exitCode();
        // end::validation-run[]
        assertThat(exitCode).isEqualTo(report.verdict().exitCode());
        return report;
    }

    private static Validator live(CheckSource checks, Appendable out) {
        // tag::validation-live[]
        Validator validator = Validator.builder()
                .checks(checks)
                .listener(ReportFormats.liveText(out, TextStyle.ofTerminal()))
                .build();
        // end::validation-live[]
        return validator;
    }

    // tag::validation-junit[]
    @TestFactory
    Stream<DynamicContainer> hostWhenValidatedThenFitToServe() {
        return ValidationTests.of(hostValidator());
    }
    // end::validation-junit[]

    private static Validator hostValidator() {
        return Validator.builder()
                .check(databaseCheck((calls, within) -> calls))
                .build();
    }

    @TempDir
    private Path directory;

    @Test
    void runWhenDatabaseAnswersThenReportsAreWrittenAndTooFewDataAreAWarning() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            ValidationReport report = run(validator((calls, within) -> calls, executor), directory);

            assertThat(report.verdict()).isEqualTo(Verdict.WARN);
            assertThat(directory.resolve("validation.html")).isNotEmptyFile();
            assertThat(directory.resolve("validation.json")).isNotEmptyFile();
            assertThat(directory.resolve("TEST-validation.xml")).isNotEmptyFile();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void runWhenDatabaseFailsThenTheJourneyIsBlockedByIt() {
        StringBuilder out = new StringBuilder();
        CheckDefinition broken = databaseCheck((calls, within) -> 40);
        ValidationReport report = live(() -> List.of(broken), out).run();

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(out.toString()).contains("failed: 40 of 100 calls were answered", "impact: Nobody can log in");
    }

    @Test
    void dependingOnWhenTheOtherCheckFailsThenBlocked() {
        CheckSource health = () -> List.of(CheckDefinition.builder(
                        ValidationPhase.INFRASTRUCTURE_HEALTH,
                        "probe.auth-service",
                        deadline -> CheckOutcome.failed("no answer"))
                .build());
        CheckSource authentication = () -> List.of(CheckDefinition.builder(
                        ValidationPhase.WEBSOCKET_AUTH, "auth.good-token", deadline -> CheckOutcome.passed("admitted"))
                .build());

        // tag::validation-depending[]
        Validator validator = Validator.builder()
                .checks(health)
                .checks(authentication.dependingOn("probe.auth-service"))
                .build();
        // end::validation-depending[]

        assertThat(validator.run().checks())
                .extracting(check -> check.outcome().blockedBy().orElse("nobody"))
                .containsExactly("nobody", "probe.auth-service");
    }
}
