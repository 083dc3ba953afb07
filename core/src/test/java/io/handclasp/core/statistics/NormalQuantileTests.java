package io.handclasp.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTests {
    /** The first three are the test values of Wichura (1988); the others stand in every table. */
    @ParameterizedTest
    @CsvSource({
        "0.25,  -0.6744897501960817",
        "0.001, -3.090232306167814",
        "1e-20, -9.262340089798408",
        "0.975,  1.959963984540054",
        "0.995,  2.5758293035489004",
        "0.95,   1.6448536269514722"
    })
    void atWhenPublishedValueThenThatValue(double p, double expected) {
        assertThat(NormalQuantile.at(p)).isCloseTo(expected, within(1e-14 * Math.abs(expected)));
    }

    @Test
    void atWhenMiddleThenZero() {
        assertThat(NormalQuantile.at(0.5)).isZero();
    }

    @Property
    void atWhenMirroredThenOppositeSign(@ForAll @DoubleRange(min = 0.0001, max = 0.4999) @Scale(8) double p) {
        assertThat(NormalQuantile.at(1 - p)).isCloseTo(-NormalQuantile.at(p), within(1e-9));
    }

    @Property
    void atWhenShareGrowsThenGrows(
            @ForAll @DoubleRange(min = 0.000001, max = 0.999) @Scale(8) double p,
            @ForAll @DoubleRange(min = 0.0000001, max = 0.0009) @Scale(8) double more) {
        assertThat(NormalQuantile.at(p + more)).isGreaterThan(NormalQuantile.at(p));
    }
}
