package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuardClockTests {
    private static final long NANOS_OF_SECOND = 1_000_000_000L;
    private static final long LAST_SECOND = GuardClock.NEVER / NANOS_OF_SECOND - 1;

    private final ManualTimeSource time = new ManualTimeSource(500);
    private final GuardClock clock = new GuardClock(time);

    @Test
    void wallAheadWhenMadeThenComparedAlready() {
        assertThat(clock.wallAheadNanos()).isEqualTo(GuardClock.epochNanos(ManualTimeSource.START) - 500);
    }

    @Test
    void wallAheadWhenWallClockJumpsThenKnownAfterTheNextLook() {
        long before = clock.wallAheadNanos();
        time.setWall(ManualTimeSource.START.plusSeconds(3));
        assertThat(clock.wallAheadNanos()).isEqualTo(before);

        clock.look();

        assertThat(clock.wallAheadNanos()).isEqualTo(before + 3 * NANOS_OF_SECOND);
    }

    @Test
    void epochNanosWhenWithinRangeThenExact() {
        assertThat(GuardClock.epochNanos(Instant.ofEpochSecond(0, 7))).isEqualTo(7);
        assertThat(GuardClock.epochNanos(Instant.ofEpochSecond(3, 7))).isEqualTo(3 * NANOS_OF_SECOND + 7);
        assertThat(GuardClock.epochNanos(Instant.ofEpochSecond(LAST_SECOND, 1)))
                .isEqualTo(LAST_SECOND * NANOS_OF_SECOND + 1);
    }

    @Test
    void epochNanosWhenOutOfRangeThenNeverOrTheBeginning() {
        assertThat(GuardClock.epochNanos(Instant.MAX)).isEqualTo(GuardClock.NEVER);
        assertThat(GuardClock.epochNanos(Instant.ofEpochSecond(LAST_SECOND + 1)))
                .isEqualTo(GuardClock.NEVER);
        assertThat(GuardClock.epochNanos(Instant.ofEpochSecond(-1, 999_999_999)))
                .isZero();
        assertThat(GuardClock.epochNanos(Instant.MIN)).isZero();
    }

    @Test
    void hasPassedWhenDateHasComeThenTrue() {
        Identity.Builder alice = Identity.builder("alice");

        assertThat(clock.hasPassed(alice.build())).as("no date").isFalse();
        assertThat(clock.hasPassed(
                        alice.expiresAt(ManualTimeSource.START.plusNanos(1)).build()))
                .isFalse();
        assertThat(clock.hasPassed(alice.expiresAt(ManualTimeSource.START).build()))
                .isTrue();
    }

    @Test
    void leftNanosWhenTwoEndsThenTheEarlier() {
        time.advance(Duration.ofNanos(100));
        long wallNow = clock.wallAheadNanos() + 600;

        assertThat(clock.leftNanos(650, wallNow + 70)).isEqualTo(50);
        assertThat(clock.leftNanos(680, wallNow + 70)).isEqualTo(70);
        assertThat(clock.leftNanos(650, wallNow - 5)).isEqualTo(-5);
    }
}
