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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** One run of checks as a host makes it. */
final class CheckRun {
    private final ValidationReport report;

    private CheckRun(ValidationReport report) {
        this.report = report;
    }

    static CheckRun of(CheckSource source) {
        return of(source, List.of());
    }

    /** And looks for secrets in everything that came out of it. */
    static CheckRun of(CheckSource source, Collection<String> secrets) {
        return of(source, secrets, TimeSource.system());
    }

    static CheckRun of(CheckSource source, Collection<String> secrets, TimeSource time) {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (LogCapture log = LogCapture.start()) {
            ValidationReport report = Validator.builder()
                    .checks(source)
                    .executor(pool)
                    .timeSource(time)
                    .build()
                    .run();
            String shown = report.toString();
            for (String secret : secrets) {
                assertThat(shown.contains(secret))
                        .as("the report shows a token")
                        .isFalse();
                String signature = secret.substring(secret.lastIndexOf('.') + 1);
                assertThat(signature.isEmpty() || !shown.contains(signature))
                        .as("the report shows a signature")
                        .isTrue();
            }
            log.assertDoesNotContain(secrets.toArray(String[]::new));
            return new CheckRun(report);
        } finally {
            pool.shutdownNow();
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
