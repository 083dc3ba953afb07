package io.handclasp.validator.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.time.TimeSource;
import io.handclasp.validator.Validator;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.report.ReportFormats;
import io.handclasp.validator.report.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One run of checks as a host makes it. */
final class CheckRun {
    private final ValidationReport report;

    private CheckRun(ValidationReport report) {
        this.report = report;
    }

    static CheckRun of(CheckSource source) {
        return of(source, List::of);
    }

    /** And looks for secrets in everything that came out of it; they are asked for afterwards, since some come up meanwhile. */
    static CheckRun of(CheckSource source, Supplier<? extends Collection<String>> secrets) {
        return of(source, secrets, TimeSource.system());
    }

    static CheckRun of(CheckSource source, Supplier<? extends Collection<String>> secrets, TimeSource time) {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (LogCapture log = LogCapture.start()) {
            ValidationReport report = Validator.builder()
                    .checks(source)
                    .executor(pool)
                    .timeSource(time)
                    .build()
                    .run();
            assertShowsNone(secrets.get(), report, log.text());
            return new CheckRun(report);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Neither whole nor its last part, which for a signed token is what makes it valid. */
    private static void assertShowsNone(Collection<String> secrets, ValidationReport report, String log) {
        Map<String, String> shown = Map.of(
                "the model", report.toString(),
                "the text", ReportFormats.text(TextStyle.plain()).render(report),
                "the JSON", ReportFormats.json().render(report),
                "the JUnit XML", ReportFormats.junitXml().render(report),
                "the HTML", ReportFormats.html().render(report),
                "the log", log);
        for (String secret : secrets) {
            String last = secret.substring(secret.lastIndexOf('.') + 1);
            shown.forEach((place, text) -> assertThat(text.contains(secret) || (!last.isEmpty() && text.contains(last)))
                    .as(place + " shows a token")
                    .isFalse());
        }
    }

    ValidationReport report() {
        return report;
    }

    CheckOutcome outcome(String id) {
        return report.check(id)
                .orElseThrow(() -> new AssertionError("no check " + id))
                .outcome();
    }

    CheckState state(String id) {
        return outcome(id).state();
    }

    /** The checks in a state, by id, with what they said. */
    Map<String, String> in(CheckState state) {
        return report.checks().stream()
                .filter(check -> check.state() == state)
                .collect(Collectors.toMap(
                        CheckResult::id, check -> check.outcome().message()));
    }
}
