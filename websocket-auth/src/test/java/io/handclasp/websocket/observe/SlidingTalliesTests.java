package io.handclasp.websocket.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlidingTalliesTests {
    private static final long PART = 1_000;

    private final SlidingTallies tallies = new SlidingTallies(PART);

    private long admitted(long nanos) {
        return admitted(tallies, nanos);
    }

    private static long admitted(SlidingTallies tallies, long nanos) {
        long[] sums = new long[Tally.SIZE];
        tallies.addTo(sums, nanos);
        return sums[Tally.ADMITTED];
    }

    @Property
    void addToWhenCountedAtAnyTimesThenExactlyThoseOfTheLastTwelveParts(
            @ForAll @Size(max = 60) List<@IntRange(max = 3_000) Integer> gaps) {
        SlidingTallies counted = new SlidingTallies(PART);
        List<Long> times = new ArrayList<>();
        long now = 0;
        for (int gap : gaps) {
            now += gap;
            times.add(now);
            counted.at(now).add(Tally.ADMITTED);
            long oldest = now / PART - SlidingTallies.PARTS + 1;

            assertThat(admitted(counted, now))
                    .isEqualTo(
                            times.stream().filter(time -> time / PART >= oldest).count());
        }
    }

    @Test
    void addToWhenNothingMoreIsCountedThenOldCountsLeaveAllTheSame() {
        tallies.at(0).add(Tally.ADMITTED);

        assertThat(admitted(11 * PART + 999)).isOne();
        assertThat(admitted(12 * PART)).isZero();
    }

    @Test
    void atWhenAThreadReadItsClockLongAgoThenItCountsIntoTheNewest() {
        tallies.at(50 * PART).add(Tally.ADMITTED);
        tallies.at(3).add(Tally.ADMITTED);

        assertThat(admitted(50 * PART)).isEqualTo(2);
    }

    @Test
    void atWhenManyPartsHavePassedThenNoMoreThanTwelveAreHeld() {
        for (int part = 0; part < 10_000; part++) {
            tallies.at(part * PART).add(Tally.ADMITTED);
        }
        int held = 0;
        for (Tally tally = tallies.at(9_999 * PART); tally != null; tally = tally.previous) {
            held++;
        }

        assertThat(held).isEqualTo(SlidingTallies.PARTS);
    }

    @Test
    void atWhenManyThreadsMeetANewPartThenNoCountIsLost() throws InterruptedException {
        int threads = 4;
        int parts = 10;
        int each = 5_000;
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> counters = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread counter = new Thread(() -> {
                awaitUninterrupted(start);
                for (int count = 0; count < each; count++) {
                    tallies.at((long) count * parts * PART / each).add(Tally.ADMITTED);
                }
            });
            counters.add(counter);
            counter.start();
        }
        start.countDown();
        for (Thread counter : counters) {
            counter.join();
        }

        assertThat(admitted((parts - 1) * PART)).isEqualTo((long) threads * each);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
