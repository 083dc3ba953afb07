package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTests {
    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMillis(200);

    @Test
    void afterWhenJitterIsHighestThenDoublesUpToTheLongest() {
        Backoff backoff = new Backoff(FIRST, LONGEST, () -> 1.0);

        assertThat(backoff.after(1)).isEqualTo(Duration.ofMillis(20));
        assertThat(backoff.after(2)).isEqualTo(Duration.ofMillis(40));
        assertThat(backoff.after(4)).isEqualTo(Duration.ofMillis(160));
        assertThat(backoff.after(5)).isEqualTo(LONGEST);
        assertThat(backoff.after(10)).isEqualTo(LONGEST);
    }

    @Property
    void afterWhenCalledThenWithinZeroAndTheLongest(
            @ForAll @IntRange(min = 1, max = 1_000) int attempt, @ForAll @DoubleRange(min = 0, max = 1) double jitter) {
        assertThat(new Backoff(FIRST, LONGEST, () -> jitter).after(attempt)).isBetween(Duration.ZERO, LONGEST);
    }
}
