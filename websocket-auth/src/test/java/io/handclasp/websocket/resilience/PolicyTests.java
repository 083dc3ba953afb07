package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolicyTests {
    @Test
    void standardWhenBuiltThenAllAttemptsFitTheDeadline() {
        ResiliencePolicy standard = ResiliencePolicy.standard();

        Duration longest = standard.retry()
                .attemptTimeout()
                .plus(standard.retry().longestBackoff())
                .multipliedBy(standard.retry().maxAttempts());

        assertThat(longest).isLessThan(standard.deadline());
    }

    @Test
    void policyWhenAttemptIsLongerThanDeadlineThenNamesBoth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResiliencePolicy.standard().withDeadline(Duration.ofMillis(100)))
                .withMessageContaining("retry.attemptTimeout")
                .withMessageContaining("PT0.25S")
                .withMessageContaining("PT0.1S");
    }

    @Test
    void retryWhenLongestBackoffIsShorterThanFirstThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.standard().withBackoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessageContaining("longestBackoff");
    }

    @Test
    void retryWhenAttemptsAreNoneThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.standard().withMaxAttempts(0))
                .withMessageContaining("maxAttempts")
                .withMessageContaining("0");
    }

    @Test
    void breakerWhenWindowIsNotInWholeSecondsThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakerPolicy(
                        0.5, Duration.ofMillis(1_500), 100, Duration.ofSeconds(1), Duration.ofSeconds(1), 10))
                .withMessageContaining("window")
                .withMessageContaining("PT1.5S");
    }
}
