package io.handclasp.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTests {
    @ParameterizedTest
    @CsvSource({"0.2, true", "0.4, true", "0.3, true", "0.19, false", "0.41, false", "NaN, false"})
    void containsWhenValueThenBoundsBelongToIt(double value, boolean expected) {
        assertThat(new Interval(0.2, 0.4).contains(value)).isEqualTo(expected);
    }

    @Test
    void constructorWhenBoundsAreSwappedOrNoNumbersThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(0.4, 0.2))
                .withMessage("lower was 0.4, must not be above upper, which was 0.2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 0.2));
    }
}
