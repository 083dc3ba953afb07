package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTests {
    private static final long MILLI = 1_000_000L;

    /** Where the count begins: it may overflow on the way. */
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @ValueSource(longs = {0, -1_000_000_000L, Long.MAX_VALUE - 100_000_000L})
    private @interface FromAnyStart {}

    @FromAnyStart
    void takeWhenTheBurstIsUsedThenOneForEachStep(long start) {
        Pace pace = new Pace(8, start); // one each 125 ms, two at once after a rest
        assertThat(pace.burst()).isEqualTo(2);
        assertThat(pace.take(start)).isTrue();
        assertThat(pace.take(start)).isTrue();
        assertThat(pace.take(start)).isFalse();

        assertThat(pace.take(start + 125 * MILLI - 1)).isFalse();
        assertThat(pace.take(start + 125 * MILLI)).isTrue();
        assertThat(pace.take(start + 125 * MILLI)).isFalse();
    }

    @FromAnyStart
    void takeWhenLongUnusedThenNoMoreThanABurst(long start) {
        Pace pace = new Pace(8, start);
        int taken = 0;
        long muchLater = start + 3_600_000 * MILLI;

        while (pace.take(muchLater)) {
            taken++;
        }

        assertThat(taken).isEqualTo(2);
    }

    @FromAnyStart
    void takeWhenFewerThanFourInASecondThenOneAtOnce(long start) {
        Pace pace = new Pace(1, start);
        assertThat(pace.burst()).isEqualTo(1);
        assertThat(pace.take(start)).isTrue();
        assertThat(pace.take(start + 999 * MILLI)).isFalse();
        assertThat(pace.take(start + 1_000 * MILLI)).isTrue();
    }

    @FromAnyStart
    void takeWhenTimeSeemsToGoBackThenNothingIsGained(long start) {
        Pace pace = new Pace(4, start);
        assertThat(pace.take(start)).isTrue();

        assertThat(pace.take(start - 500 * MILLI)).isFalse();
        assertThat(pace.take(start - 251 * MILLI)).isFalse();
        assertThat(pace.take(start - 250 * MILLI)).isTrue();
    }
}
