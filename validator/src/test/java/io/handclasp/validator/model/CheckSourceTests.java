package io.handclasp.validator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.handclasp.validator.Validator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckSourceTests {
    private static CheckDefinition check(String id, CheckOutcome outcome, String... dependsOn) {
        return CheckDefinition.builder(ValidationPhase.GOLDEN_PATH, id, deadline -> outcome)
                .dependsOn(dependsOn)
                .build();
    }

    private static final CheckSource TWO = () ->
            List.of(check("first", CheckOutcome.passed("done")), check("second", CheckOutcome.passed("done"), "first"));

    @Test
    void dependingOnWhenTheOtherCheckFailsThenAllAreBlockedByIt() {
        ValidationReport report = Validator.builder()
                .check(check("other", CheckOutcome.failed("away")))
                .checks(TWO.dependingOn("other"))
                .build()
                .run();

        assertThat(report.checks())
                .extracting(
                        CheckResult::id,
                        result -> result.outcome().state(),
                        result -> result.outcome().blockedBy())
                .containsExactlyInAnyOrder(
                        tuple("other", CheckState.FAILED, Optional.empty()),
                        tuple("first", CheckState.BLOCKED, Optional.of("other")),
                        tuple("second", CheckState.BLOCKED, Optional.of("other")));
    }

    @Test
    void dependingOnWhenAskedThenOnlyThoseThatBeginGetTheDependency() {
        assertThat(TWO.dependingOn("other", "third").checks())
                .extracting(definition -> List.copyOf(definition.dependsOn()))
                .containsExactly(List.of("other", "third"), List.of("first"));
    }

    @Test
    void dependingOnWhenThereIsNoUsableIdThenNamesTheSetting() {
        assertThatIllegalArgumentException().isThrownBy(TWO::dependingOn).withMessageContaining("ids");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TWO.dependingOn("Not an id"))
                .withMessageContaining("ids");
    }
}
