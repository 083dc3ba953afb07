package io.handclasp.validator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckDefinitionTests {
    private static final Check PASSING = deadline -> CheckOutcome.passed("done");

    /** With nothing at its default. */
    private static final CheckDefinition DEFINITION = CheckDefinition.builder(
                    ValidationPhase.WEBSOCKET_AUTH, "auth.expired", PASSING)
            .title("an expired token is refused")
            .dependsOn("auth.valid")
            .severity(Severity.CRITICAL)
            .weight(7)
            .deadline(Duration.ofSeconds(3))
            .impact("expired users stay in")
            .hint("look at the clock")
            .interruptOnTimeout(false)
            .build();

    @Test
    void withCheckWhenGivenAnotherThenNothingElseChanges() {
        Check other = deadline -> CheckOutcome.failed("away");

        assertThat(DEFINITION.withCheck(other).check()).isSameAs(other);
        assertThat(DEFINITION.withCheck(other).withCheck(PASSING)).isEqualTo(DEFINITION);
    }

    @Test
    void withDependsOnWhenGivenOthersThenTheyReplaceItsOwnAndNothingElseChanges() {
        CheckDefinition changed = DEFINITION.withDependsOn(new LinkedHashSet<>(List.of("infra.dns", "auth.keys")));

        assertThat(changed.dependsOn()).containsExactly("infra.dns", "auth.keys");
        assertThat(changed.withDependsOn(Set.of("auth.valid"))).isEqualTo(DEFINITION);
        assertThat(DEFINITION.withDependsOn(Set.of()).dependsOn()).isEmpty();
    }

    @Test
    void withDependsOnWhenTheCheckIsAmongThemThenNamesTheSetting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFINITION.withDependsOn(Set.of("auth.expired")))
                .withMessageContaining("dependsOn of auth.expired")
                .withMessageContaining("must not name the check itself");
    }
}
