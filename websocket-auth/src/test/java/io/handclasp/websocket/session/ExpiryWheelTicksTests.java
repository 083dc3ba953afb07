package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An entry is looked at when its time has come, and not before: a look at each at every tick is what a wheel is to spare. */
class ExpiryWheelTicksTests {
    private static final long TICK = ExpiryWheel.TICK_NANOS;
    private static final long ROUND = 4_096 * TICK;
    private static final long START = -7 * TICK;

    private final SessionFixture fixture = new SessionFixture();
    private final ExpiryWheel wheel = new ExpiryWheel();

    @BeforeEach
    void start() {
        wheel.startAt(START);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private GuardedEntry entry() {
        SessionGate gate = fixture.open(fixture.token("alice").build(), new SessionFixture.Handle());
        gate.ended();
        return (GuardedEntry) gate;
    }

    private List<GuardedEntry> seenBy(long afterNanos) {
        List<GuardedEntry> seen = new ArrayList<>();
        wheel.advance(START + afterNanos, seen::add);
        return seen;
    }

    @Test
    void advanceWhenDueBetweenTicksThenSeenAtTheNextTick() {
        GuardedEntry entry = entry();
        wheel.add(entry, START + 2 * TICK + 1);

        assertThat(seenBy(3 * TICK - 1)).isEmpty();
        assertThat(seenBy(3 * TICK)).containsExactly(entry);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void advanceWhenDueAtATickThenSeenAtIt() {
        GuardedEntry entry = entry();
        wheel.add(entry, START + 2 * TICK);

        assertThat(seenBy(2 * TICK - 1)).isEmpty();
        assertThat(seenBy(2 * TICK)).containsExactly(entry);
    }

    @Test
    void advanceWhenDueAlreadyThenSeenAtTheNextTick() {
        assertThat(seenBy(5 * TICK)).isEmpty();
        GuardedEntry entry = entry();
        wheel.add(entry, START + TICK);

        assertThat(seenBy(6 * TICK - 1)).isEmpty();
        assertThat(seenBy(6 * TICK)).containsExactly(entry);
    }

    @Test
    void advanceWhenDueARoundLaterThenTicksThatAreOverAreNotVisitedAgain() {
        assertThat(seenBy(5 * TICK)).isEmpty();
        GuardedEntry next = entry();
        GuardedEntry sameSlotAsTheLast = entry();
        GuardedEntry sameSlotAsTheOneBefore = entry();
        wheel.add(next, START + 6 * TICK);
        wheel.add(sameSlotAsTheLast, START + 5 * TICK + ROUND);
        wheel.add(sameSlotAsTheOneBefore, START + 4 * TICK + ROUND);

        assertThat(seenBy(6 * TICK)).containsExactly(next);
        assertThat(seenBy(4 * TICK + ROUND)).containsExactly(sameSlotAsTheOneBefore);
        assertThat(seenBy(5 * TICK + ROUND)).containsExactly(sameSlotAsTheLast);
    }

    @Test
    void advanceWhenManyRoundsWereMissedThenAllAreSeenOnce() {
        List<GuardedEntry> entries = new ArrayList<>();
        for (int slot = 1; slot <= 4_096; slot += 1_365) {
            GuardedEntry entry = entry();
            wheel.add(entry, START + slot * TICK);
            entries.add(entry);
        }

        assertThat(seenBy(5 * ROUND + 11 * TICK)).containsExactlyInAnyOrderElementsOf(entries);
    }

    @Test
    void startAtWhenBegunAnewThenCountsFromThere() {
        assertThat(seenBy(9 * TICK)).isEmpty();
        long later = START + 100 * ROUND + 3;
        wheel.startAt(later);
        GuardedEntry entry = entry();
        wheel.add(entry, later + TICK);
        List<GuardedEntry> seen = new ArrayList<>();

        wheel.advance(later + TICK - 1, seen::add);
        assertThat(seen).isEmpty();
        wheel.advance(later + TICK, seen::add);
        assertThat(seen).containsExactly(entry);
    }
}
