package io.handclasp.websocket.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LatencyScaleTests {
    private static final long GREATEST = (1L << 37) - 1;

    @Property
    void nanosOfWhenDurationFallsIntoAStepThenWithinAThirtySecondOfIt(
            @ForAll @LongRange(min = 1, max = GREATEST) long nanos) {
        long shown = LatencyScale.nanosOf(LatencyScale.stepOf(nanos));

        assertThat(Math.abs(shown - nanos)).isLessThanOrEqualTo(nanos / 32);
    }

    @Property
    void stepOfWhenDurationIsLongerThenNeverALowerStep(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long one,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long other) {
        assertThat(LatencyScale.stepOf(Math.min(one, other)))
                .isLessThanOrEqualTo(LatencyScale.stepOf(Math.max(one, other)));
    }

    @Test
    void stepOfWhenEachStepIsShownThenItsMiddleFallsIntoIt() {
        for (int step = 0; step < LatencyScale.SIZE; step++) {
            assertThat(LatencyScale.stepOf(LatencyScale.nanosOf(step))).isEqualTo(step);
        }
    }

    @Test
    void stepOfWhenOutOfRangeThenTheNearestStep() {
        assertThat(LatencyScale.stepOf(-1)).isZero();
        assertThat(LatencyScale.stepOf(GREATEST)).isEqualTo(LatencyScale.SIZE - 1);
        assertThat(LatencyScale.stepOf(Duration.ofDays(1).toNanos())).isEqualTo(LatencyScale.SIZE - 1);
        assertThat(LatencyScale.stepOf(Long.MAX_VALUE)).isEqualTo(LatencyScale.SIZE - 1);
    }
}
