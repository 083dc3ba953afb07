package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    @Test
    void strictWhenBuiltThenNothingIsRememberedOrShared() {
        ResiliencePolicy strict = ResiliencePolicy.strict();

        assertThat(strict.cache()).isEqualTo(CachePolicy.none());
        assertThat(strict.cache().ttl()).isZero();
        assertThat(strict.cache().refusalTtl()).isZero();
        assertThat(strict.cache().sharedFlights()).isFalse();
        assertThat(strict.degraded()).isEqualTo(DegradedPolicy.failClosed());
        assertThat(strict.withCache(CachePolicy.standard())).isEqualTo(ResiliencePolicy.standard());
    }

    @Test
    void standardWhenBuiltThenAnOutageAdmitsNobody() {
        assertThat(ResiliencePolicy.standard().degraded()).isEqualTo(DegradedPolicy.failClosed());
    }

    static Stream<Arguments> badSettings() {
        CachePolicy cache = CachePolicy.standard();
        return Stream.of(
                bad("ttl was PT2H", () -> cache.withTtl(Duration.ofHours(2))),
                bad("maxBytes was 1", () -> cache.withMaxBytes(1)),
                bad("refusalTtl was PT-1S", () -> cache.withRefusals(Duration.ofSeconds(-1), 10)),
                bad("maxRefusals was 0", () -> cache.withRefusals(Duration.ofSeconds(1), 0)),
                bad("maxCalls was 0", () -> new AdmissionPolicy(0, 1, 1)),
                bad("maxQueue was -1", () -> new AdmissionPolicy(1, -1, 1)),
                bad("maxPending was 0", () -> new AdmissionPolicy(1, 1, 0)),
                bad("maxStale was PT0S", () -> DegradedPolicy.reuseVerdict(Duration.ZERO)),
                bad("maxStale was PT48H", () -> DegradedPolicy.reuseVerdict(Duration.ofHours(48))));
    }

    private static Arguments bad(String message, Runnable setting) {
        return Arguments.of(message, setting);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSettings")
    void settingWhenOutOfRangeThenNamesItAndItsValueAndWhatIsAccepted(String message, Runnable setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(setting::run)
                .withMessageContaining(message)
                .withMessageContaining("must be between");
    }

    @Test
    void judgingTimeWhenADegradedModeFollowsThenItsTimeIsKeptBack() {
        ResiliencePolicy standard = ResiliencePolicy.standard();
        ResiliencePolicy reusing = standard.withDegraded(DegradedPolicy.reuseVerdict(Duration.ofMinutes(1)));

        assertThat(standard.judgingTime()).isEqualTo(standard.deadline());
        assertThat(reusing.judgingTime()).isEqualTo(Duration.ofMillis(2_900));
        assertThat(reusing.withDeadline(Duration.ofMillis(300)).judgingTime()).isEqualTo(Duration.ofMillis(270));
    }
}
