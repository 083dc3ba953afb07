package io.handclasp.validator.junit;

import static io.handclasp.validator.model.ValidationPhase.GOLDEN_PATH;
import static io.handclasp.validator.model.ValidationPhase.INFRASTRUCTURE_HEALTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.validator.Validator;
import io.handclasp.validator.ValidatorBuilder;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.Objective;
import io.handclasp.validator.model.Severity;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;
import org.junit.platform.testkit.engine.Events;

/** What JUnit itself makes of a run. */
class ValidationTestsTests {
    static class Mixed {
        @TestFactory
        Stream<DynamicContainer> validation() {
            return ValidationTests.of(checks().check(
                            INFRASTRUCTURE_HEALTH, "broken", deadline -> CheckOutcome.failed("no route"))
                    .check(INFRASTRUCTURE_HEALTH, "unclear", deadline -> CheckOutcome.unknown("no data"))
                    .check(CheckDefinition.builder(GOLDEN_PATH, "behind", deadline -> CheckOutcome.passed("fine"))
                            .dependsOn("broken")
                            .build())
                    .build());
        }
    }

    static class Fine {
        @TestFactory
        Stream<DynamicContainer> validation() {
            return ValidationTests.of(checks().check(CheckDefinition.builder(
                                    GOLDEN_PATH, "minor", deadline -> CheckOutcome.failed("a little slow"))
                            .severity(Severity.MINOR)
                            .build())
                    .objective(Objective.rateAtLeast("rate", "the rate", "tries", 0.99))
                    .build());
        }
    }

    private static ValidatorBuilder checks() {
        return Validator.builder()
                .check(INFRASTRUCTURE_HEALTH, "good", deadline -> CheckOutcome.passed("fine"))
                .check(INFRASTRUCTURE_HEALTH, "soon", deadline -> CheckOutcome.warning("expires"))
                .check(GOLDEN_PATH, "left-out", deadline -> CheckOutcome.skipped("no token was given"));
    }

    private static Map<String, String> results(Class<?> tests) {
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(tests))
                .execute()
                .testEvents();
        Map<String, String> results = new TreeMap<>();
        events.filter(Event.byType(EventType.FINISHED)).forEach(event -> {
            var result = event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class);
            results.put(
                    event.getTestDescriptor().getDisplayName(),
                    result.getStatus()
                            + result.getThrowable()
                                    .map(thrown -> " " + thrown.getMessage())
                                    .orElse(""));
        });
        return results;
    }

    @Test
    void ofWhenSomeFailThenFailuresFailAndWhatDidNotRunIsAborted() {
        assertThat(results(Mixed.class))
                .containsOnly(
                        Map.entry("good: good", "SUCCESSFUL"),
                        Map.entry("soon: soon", "SUCCESSFUL"),
                        Map.entry("broken: broken", "FAILED failed: no route"),
                        Map.entry("unclear: unclear", "FAILED unknown: no data"),
                        Map.entry("left-out: left-out", "ABORTED skipped: no token was given"),
                        Map.entry("behind: behind", "ABORTED blocked: blocked by broken"),
                        Map.entry("verdict FAIL", "FAILED the run was completed, its verdict is FAIL"));
    }

    @Test
    void ofWhenNothingFailsTheRunThenNoTestFails() {
        assertThat(results(Fine.class))
                .containsEntry("verdict WARN", "SUCCESSFUL")
                .containsEntry("minor: minor", "ABORTED failed: a little slow")
                .hasEntrySatisfying(
                        "rate: the rate",
                        result -> assertThat(result).startsWith("ABORTED").contains("needs n = 381"))
                .allSatisfy((name, result) -> assertThat(result).doesNotStartWith("FAILED"));
    }
}
