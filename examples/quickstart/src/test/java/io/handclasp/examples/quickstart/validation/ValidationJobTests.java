package io.handclasp.examples.quickstart.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.json.JsonMaps;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.examples.quickstart.agent.Trouble;
import io.handclasp.validator.report.TextStyle;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationJobTests {
    /** Others use this machine, too: what takes 20 ms on a quiet one may take a second. */
    private static final ResiliencePolicy PATIENT = ResiliencePolicy.standard()
            .withDeadline(Duration.ofSeconds(4))
            .withRetry(RetryPolicy.standard().withAttemptTimeout(Duration.ofMillis(1_300)));

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void runWhenNothingIsBrokenThenAllSixPhasesPassWithEverythingLookedAt() throws IOException {
        try (LogCapture log = LogCapture.start()) {
            int exitCode = run(Optional.empty(), ValidationOptions.STANDARD_JOURNEYS);

            Map<String, Object> report = report();
            assertThat(exitCode).as(text()).isZero();
            assertThat(report).containsEntry("verdict", "PASS");
            assertThat(checks(report))
                    .allSatisfy(
                            (id, check) -> assertThat(check.get("state")).as(id).isEqualTo("PASSED"));
            assertThat(text())
                    .contains("score 100 %, coverage 100 %")
                    .contains("Infrastructure health", "VPC connectivity", "WebSocket authentication")
                    .contains("Service integration", "Golden path", "Business continuity", "Objectives");
            assertThat(everything() + log.text()).doesNotContain("eyJ");
        }
    }

    /** What is broken is found by the check that is nearest to it; nothing else is red, it is blocked by that check at most. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    AUTH        | probe.auth-service | nobody could judge    | look whether the auth service runs
                    SLOW_AUTH   | probe.auth-service | no verdict in time    | look whether the auth service runs
                    DRIFT       | integration.drift  | 2 critical            | heartbeats
                    KEYS        | keys.issuer        | none of the keys      | does not publish
                    DB          | probe.database     | SQL state             | docs/probes.md#database
                    GOLDEN_PATH | golden.ask         | tool_completed        | docs/golden-path.md
                    """)
    void runWhenSomethingIsBrokenThenOneCheckNamesItAndAllOthersPassOrAreBlockedByIt(
            Trouble trouble, String culprit, String seen, String hint) throws IOException {
        int exitCode = run(Optional.of(trouble), 5);

        Map<String, Object> report = report();
        Map<String, Map<String, Object>> checks = checks(report);
        assertThat(exitCode).as(text()).isEqualTo(1);
        assertThat(report).containsEntry("verdict", "FAIL");
        assertThat(states(checks, "FAILED")).as(text()).contains(culprit);
        assertThat(String.valueOf(checks.get(culprit).get("message"))).contains(seen);
        assertThat(String.valueOf(checks.get(culprit).get("hint"))).contains(hint);
        // The health score is the sum of the probes, and is red for their reason.
        assertThat(states(checks, "FAILED", "UNKNOWN", "TIMED_OUT", "NOT_RUN", "SKIPPED"))
                .as(text())
                .isSubsetOf(culprit, "health.score");
        checks.forEach((id, check) -> {
            if ("BLOCKED".equals(check.get("state"))) {
                assertThat(check.get("blockedBy")).as(id).isEqualTo(culprit);
            }
        });
        assertThat(everything()).doesNotContain("eyJ");
        assertThat(Files.readString(directory.resolve("TEST-validation.xml"))).contains("<failure");
    }

    private int run(Optional<Trouble> trouble, int journeys) throws IOException {
        return new ValidationJob(
                        new ValidationOptions(trouble, journeys, new ReportDirectory(directory)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        TextStyle.plain(),
                        PATIENT)
                .run();
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String everything() throws IOException {
        StringBuilder all = new StringBuilder(text());
        for (String file : List.of("validation.html", "validation.json", "TEST-validation.xml")) {
            all.append(Files.readString(directory.resolve(file)));
        }
        return all.toString();
    }

    private Map<String, Object> report() throws IOException {
        return JsonMaps.parse(Files.readString(directory.resolve("validation.json")))
                .orElseThrow();
    }

    private static Map<String, Map<String, Object>> checks(Map<String, Object> report) {
        Map<String, Map<String, Object>> checks = new LinkedHashMap<>();
        for (Object phase : (List<?>) report.get("phases")) {
            for (Object check : (List<?>) ((Map<?, ?>) phase).get("checks")) {
                Map<String, Object> fields = new TreeMap<>();
                ((Map<?, ?>) check).forEach((name, value) -> fields.put((String) name, value));
                checks.put((String) fields.get("id"), fields);
            }
        }
        return checks;
    }

    private static List<String> states(Map<String, Map<String, Object>> checks, String... states) {
        return checks.entrySet().stream()
                .filter(check -> List.of(states).contains(check.getValue().get("state")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }
}
