package io.handclasp.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTests {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void requirePositiveWhenZeroThenNamesSettingValueAndAcceptance() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.requirePositive("attemptTimeout", Duration.ZERO))
                .withMessage("attemptTimeout was PT0S, must be greater than zero");
    }

    @Test
    void requirePositiveWhenPositiveThenReturnsIt() {
        assertThat(Settings.requirePositive("attemptTimeout", SECOND)).isEqualTo(SECOND);
    }

    @Test
    void requireNotNegativeWhenNegativeThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.requireNotNegative("skew", Duration.ofMillis(-1)))
                .withMessage("skew was PT-0.001S, must be zero or greater");
    }

    @Test
    void requireNotNegativeWhenZeroThenReturnsIt() {
        assertThat(Settings.requireNotNegative("skew", Duration.ZERO)).isZero();
    }

    @Test
    void requireWithinWhenAtTheBoundsThenReturnsIt() {
        assertThat(Settings.requireWithin("idle", SECOND, SECOND, HOUR)).isEqualTo(SECOND);
        assertThat(Settings.requireWithin("idle", HOUR, SECOND, HOUR)).isEqualTo(HOUR);
    }

    @Test
    void requireWithinWhenOutsideThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.requireWithin("idle", HOUR.plusNanos(1), SECOND, HOUR))
                .withMessage("idle was PT1H0.000000001S, must be between PT1S and PT1H");
    }

    @Test
    void requireRangeWhenInsideThenReturnsIt() {
        assertThat(Settings.requireRange("attempts", 5, 1, 5)).isEqualTo(5);
        assertThat(Settings.requireRange("bytes", 1L << 40, 0L, 1L << 40)).isEqualTo(1L << 40);
        assertThat(Settings.requireRange("share", 0.5, 0, 1)).isEqualTo(0.5);
    }

    @Test
    void requireRangeWhenOutsideThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.requireRange("attempts", 0, 1, 5))
                .withMessage("attempts was 0, must be between 1 and 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.requireRange("bytes", -1L, 0L, 9L))
                .withMessage("bytes was -1, must be between 0 and 9");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.1, 1.1, Double.POSITIVE_INFINITY})
    void requireRangeWhenNotANumberOrOutsideThenRefused(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.requireRange("share", share, 0, 1))
                .withMessage("share was " + share + ", must be between 0.0 and 1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void requireTextWhenBlankThenRefused(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.requireText("issuer", issuer))
                .withMessageContaining("issuer was blank");
    }

    @Test
    void requireTextWhenMissingThenNamesSetting() {
        assertThatNullPointerException()
                .isThrownBy(() -> Settings.requireText("issuer", null))
                .withMessage("issuer");
    }
}
