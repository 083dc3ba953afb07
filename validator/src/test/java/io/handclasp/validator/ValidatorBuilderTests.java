package io.handclasp.validator;

import static io.handclasp.validator.model.ValidationPhase.GOLDEN_PATH;
import static io.handclasp.validator.model.ValidationPhase.INFRASTRUCTURE_HEALTH;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.Objectives;
import io.handclasp.validator.model.ValidationPhase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is wrong is refused when the validator is built, by name. */
class ValidatorBuilderTests {
    private final ValidatorBuilder builder = Validator.builder();

    private static CheckDefinition check(ValidationPhase phase, String id, String... needed) {
        return CheckDefinition.builder(phase, id, deadline -> CheckOutcome.passed("fine"))
                .dependsOn(needed)
                .build();
    }

    @Test
    void buildWhenNoChecksThenRefused() {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a run without checks says nothing");
    }

    @Test
    void buildWhenTwoChecksHaveOneIdThenRefused() {
        builder.check(check(GOLDEN_PATH, "one")).check(check(INFRASTRUCTURE_HEALTH, "one"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two checks have the id one");
    }

    @Test
    void buildWhenDependencyIsUnknownThenRefused() {
        builder.check(check(GOLDEN_PATH, "one", "two"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dependsOn of one was two, must be the id of a check of this validator");
    }

    @Test
    void buildWhenDependencyIsOfALaterPhaseThenRefused() {
        builder.check(check(INFRASTRUCTURE_HEALTH, "one", "two")).check(check(GOLDEN_PATH, "two"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be of the same phase or an earlier one");
    }

    @Test
    void buildWhenDependenciesLeadInACircleThenRefusedWithThoseInIt() {
        builder.check(check(GOLDEN_PATH, "free"))
                .check(check(GOLDEN_PATH, "one", "three", "free"))
                .check(check(GOLDEN_PATH, "two", "one"))
                .check(check(GOLDEN_PATH, "three", "two"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[one, three, two]");
    }

    @Test
    void checkWhenItDependsOnItselfOrIsNamedWronglyThenRefused() {
        assertThatThrownBy(() -> check(GOLDEN_PATH, "one", "one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not name the check itself");
        assertThatThrownBy(() -> builder.check(GOLDEN_PATH, "Not An Id", deadline -> CheckOutcome.passed("fine")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id was refused");
    }

    @Test
    void buildWhenTwoObjectivesHaveOneIdThenRefused() {
        builder.check(check(GOLDEN_PATH, "one"))
                .objectives(Objectives.standard())
                .objectives(Objectives.standard());

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two objectives have the id golden-path");
    }

    @Test
    void settingsWhenOutOfBoundsThenRefusedByName() {
        assertThatThrownBy(() -> builder.deadline(Duration.ZERO)).hasMessageStartingWith("deadline was PT0S");
        assertThatThrownBy(() -> builder.title(" ")).hasMessageStartingWith("title was blank");
        assertThatThrownBy(() -> PhasePolicy.standard(GOLDEN_PATH).withMaxConcurrency(0))
                .hasMessageStartingWith("maxConcurrency was 0");
        assertThatThrownBy(() -> PhasePolicy.standard(GOLDEN_PATH).withDeadline(Duration.ofDays(2)))
                .hasMessageStartingWith("deadline was PT48H");
        assertThatThrownBy(() -> CheckDefinition.builder(GOLDEN_PATH, "one", deadline -> CheckOutcome.passed("fine"))
                        .weight(0)
                        .build())
                .hasMessageStartingWith("weight of one was 0");
    }
}
