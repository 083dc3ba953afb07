package io.handclasp.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.testing.ManualTimeSource;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DeadlineTests {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    private final ManualTimeSource time = new ManualTimeSource();

    @Test
    void afterWhenTimePassesThenLessRemains() {
        Deadline deadline = Deadline.after(MINUTE, time);
        time.advance(SECOND);

        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(59));
        assertThat(deadline.remainingNanos()).isEqualTo(59_000_000_000L);
        assertThat(deadline.isExpired()).isFalse();
        assertThat(deadline).hasToString("Deadline[remaining=PT59S]");
    }

    @Test
    void isExpiredWhenClockReachesItThenTrueAndNothingRemains() {
        Deadline deadline = Deadline.after(SECOND, time);
        time.advance(SECOND.minusNanos(1));
        assertThat(deadline.isExpired()).isFalse();

        time.advance(Duration.ofNanos(1));
        assertThat(deadline.isExpired()).isTrue();
        time.advance(MINUTE);
        assertThat(deadline.remaining()).isZero();
    }

    @Test
    void afterWhenZeroThenExpiredAlready() {
        assertThat(Deadline.after(Duration.ZERO, time).isExpired()).isTrue();
    }

    @Test
    void afterWhenNegativeThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deadline.after(Duration.ofSeconds(-1), time))
                .withMessage("duration was PT-1S, must be zero or greater");
    }

    @Test
    void remainingWhenWallClockJumpsThenUnmoved() {
        Deadline deadline = Deadline.after(MINUTE, time);
        time.setWall(ManualTimeSource.START.plus(Duration.ofDays(1)));

        assertThat(deadline.remaining()).isEqualTo(MINUTE);
    }

    @Property
    void remainingWhenClockOverflowsThenCountsAllTheSame(
            @ForAll @LongRange(min = -10_000_000_000L, max = 10_000_000_000L) long offsetNanos,
            @ForAll @LongRange(min = 0, max = 20_000_000_000L) long durationNanos,
            @ForAll @LongRange(min = 0, max = 20_000_000_000L) long passedNanos) {
        ManualTimeSource clock = new ManualTimeSource(Long.MAX_VALUE + offsetNanos);
        Deadline deadline = Deadline.after(Duration.ofNanos(durationNanos), clock);
        clock.advance(Duration.ofNanos(passedNanos));

        assertThat(deadline.remainingNanos()).isEqualTo(Math.max(0, durationNanos - passedNanos));
        assertThat(deadline.isExpired()).isEqualTo(passedNanos >= durationNanos);
    }

    @Property
    void afterWhenDurationIsEndlessThenCappedAndNeverExpired(@ForAll long startNanos) {
        ManualTimeSource clock = new ManualTimeSource(startNanos);
        Deadline deadline = Deadline.after(LONGEST, clock);
        clock.advance(Duration.ofDays(36_500));

        assertThat(deadline.isExpired()).isFalse();
        assertThat(deadline.remaining()).isGreaterThan(Duration.ofDays(36_500 / 4));
        assertThat(deadline.sooner(MINUTE).remaining()).isEqualTo(MINUTE);
    }

    @Property
    void earlierWhenClockOverflowsThenTheOneThatEndsFirst(
            @ForAll @LongRange(min = -5_000_000_000L, max = 5_000_000_000L) long offsetNanos,
            @ForAll @LongRange(min = 0, max = 20_000_000_000L) long leftNanos,
            @ForAll @LongRange(min = 0, max = 20_000_000_000L) long rightNanos) {
        ManualTimeSource clock = new ManualTimeSource(Long.MAX_VALUE + offsetNanos);
        Deadline left = Deadline.after(Duration.ofNanos(leftNanos), clock);
        Deadline right = Deadline.after(Duration.ofNanos(rightNanos), clock);

        assertThat(left.earlier(right).remainingNanos()).isEqualTo(Math.min(leftNanos, rightNanos));
        assertThat(right.earlier(left).nanos()).isEqualTo(left.earlier(right).nanos());
    }

    @Test
    void soonerWhenLongerThenUnchanged() {
        Deadline deadline = Deadline.after(SECOND, time);

        assertThat(deadline.sooner(MINUTE)).isSameAs(deadline);
        assertThat(deadline.sooner(Duration.ofMillis(1)).remaining()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void earlierWhenOnAnotherClockThenRefused() {
        Deadline deadline = Deadline.after(SECOND, time);
        Deadline other = Deadline.after(SECOND, new ManualTimeSource());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> deadline.earlier(other))
                .withMessageContaining("must be on the same time source");
    }

    @Test
    void allowsWhenExactlyEnoughRemainsThenTrue() {
        Deadline deadline = Deadline.after(SECOND, time);

        assertThat(deadline.allows(SECOND)).isTrue();
        assertThat(deadline.allows(SECOND.plusNanos(1))).isFalse();
        assertThat(deadline.allows(LONGEST)).isFalse();
    }

    @Test
    void timeSourceWhenAskedThenTheOneItIsMeasuredOn() {
        assertThat(Deadline.after(SECOND, time).timeSource()).isSameAs(time);
    }
}
