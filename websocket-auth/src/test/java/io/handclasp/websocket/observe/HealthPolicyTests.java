package io.handclasp.websocket.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HealthPolicyTests {
    private final HealthPolicy policy = HealthPolicy.standard();

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(policy -> policy.withWindow(Duration.ofSeconds(9)), "window was PT9S"),
                refused(policy -> policy.withWindow(Duration.ofMinutes(61)), "window was PT1H1M"),
                refused(policy -> policy.withTarget(0.4), "target was 0.4"),
                refused(policy -> policy.withTarget(1), "target was 1.0"),
                refused(policy -> policy.withTarget(Double.NaN), "target was NaN"),
                refused(policy -> policy.withFailBelow(-0.1), "failBelow was -0.1"),
                refused(policy -> policy.withFailBelow(0.995), "target, which is 0.99"),
                refused(policy -> policy.withTarget(0.8), "failBelow was 0.9"),
                refused(policy -> policy.withMinimumHandshakes(0), "minimumHandshakes was 0"));
    }

    private static Arguments refused(Function<HealthPolicy, HealthPolicy> change, String message) {
        return Arguments.of(change, message);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void settingWhenNotAcceptedThenFailsAndIsNamed(Function<HealthPolicy, HealthPolicy> change, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(policy))
                .withMessageContaining(message);
    }

    @Test
    void settingsWhenChangedThenNothingElseChanges() {
        assertThat(policy.withWindow(Duration.ofMinutes(5))
                        .withTarget(0.995)
                        .withFailBelow(0.5)
                        .withMinimumHandshakes(50))
                .isEqualTo(new HealthPolicy(Duration.ofMinutes(5), 0.995, 0.5, 50));
    }
}
