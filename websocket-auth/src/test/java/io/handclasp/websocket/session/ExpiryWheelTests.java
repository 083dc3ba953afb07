package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Whatever the times, an entry is seen at its tick or earlier, and never lost. */
class ExpiryWheelTests {
    private static final long START = Long.MAX_VALUE - 5_000_000_000L; // the count overflows on the way

    @Property(tries = 100)
    void advanceWhenTimesAreAnyThenEachIsTakenOutWithinATick(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0, max = 2_000_000_000_000L) Long> delays,
            @ForAll @LongRange(min = 300_000_000L, max = 900_000_000_000L) long step) {
        try (SessionFixture fixture = new SessionFixture()) {
            ExpiryWheel wheel = new ExpiryWheel();
            wheel.startAt(START);
            for (long delay : delays) {
                GuardedEntry entry =
                        (GuardedEntry) fixture.open(fixture.token("alice").build(), new SessionFixture.Handle());
                entry.ended();
                entry.endNanos = START + delay;
                wheel.add(entry, entry.endNanos);
            }
            List<Long> late = new ArrayList<>();
            int[] taken = {0};
            long now = START;
            while (wheel.size() > 0) {
                long previous = now;
                now += step;
                long current = now;
                wheel.advance(current, entry -> {
                    if (entry.endNanos - current > 0) {
                        wheel.add(entry, entry.endNanos); // a later round
                        return;
                    }
                    taken[0]++;
                    if (previous - entry.endNanos >= ExpiryWheel.TICK_NANOS) {
                        late.add(entry.endNanos - START);
                    }
                });
                assertThat(now - START).isLessThan(4_000_000_000_000L);
            }
            assertThat(late).isEmpty();
            assertThat(taken[0]).isEqualTo(delays.size());
        }
    }

    @Property(tries = 100)
    void removeWhenInAnyOrderThenTheRestStays(@ForAll @Size(min = 1, max = 40) List<Boolean> removed) {
        try (SessionFixture fixture = new SessionFixture()) {
            ExpiryWheel wheel = new ExpiryWheel();
            wheel.startAt(0);
            List<GuardedEntry> entries = new ArrayList<>();
            for (int i = 0; i < removed.size(); i++) {
                GuardedEntry entry =
                        (GuardedEntry) fixture.open(fixture.token("alice").build(), new SessionFixture.Handle());
                entry.ended();
                wheel.add(entry, (i % 3) * ExpiryWheel.TICK_NANOS);
                entries.add(entry);
            }
            List<GuardedEntry> left = new ArrayList<>();
            for (int i = 0; i < removed.size(); i++) {
                if (removed.get(i)) {
                    wheel.remove(entries.get(i));
                    wheel.remove(entries.get(i));
                } else {
                    left.add(entries.get(i));
                }
            }
            List<GuardedEntry> seen = new ArrayList<>();
            wheel.each(seen::add);

            assertThat(seen).containsExactlyInAnyOrderElementsOf(left);
            assertThat(wheel.size()).isEqualTo(left.size());
        }
    }
}
