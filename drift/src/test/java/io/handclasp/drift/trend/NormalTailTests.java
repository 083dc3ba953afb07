package io.handclasp.drift.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTailTests {
    /** The values are those of SciPy's {@code 2 * norm.sf(z)}. */
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "0.5, 6.17075077e-1",
        "1.96, 4.99957903e-2",
        "2.999, 2.70867307e-3",
        "3, 2.69979606e-3",
        "5, 5.73303144e-7",
        "8, 1.24419211e-15",
        "30, 9.81342785e-198"
    })
    void twoSidedWhenKnownThenThat(double z, double share) {
        assertThat(NormalTail.twoSided(z)).isCloseTo(share, within(share * 2e-8));
    }
}
