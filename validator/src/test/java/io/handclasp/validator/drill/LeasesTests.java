package io.handclasp.validator.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.Deadline;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each fault ends with its life, also while the drill hangs. */
class LeasesTests {
    private static final Duration LIFE = Duration.ofSeconds(30);

    private final ManualTimeSource time = new ManualTimeSource();
    private final Leases leases = new Leases(LIFE);

    private CountDownLatch take(String description) throws Exception {
        CountDownLatch mended = new CountDownLatch(1);
        leases.take(Fault.of(description, () -> {}, mended::countDown), Deadline.after(LIFE, time));
        return mended;
    }

    @Test
    void takeWhenAnEarlierFaultOutlivedItsTimeThenThisOneEndsWithItsLifeToo() throws Exception {
        ThreadCensus before = ThreadCensus.take();
        for (String fault : new String[] {"first", "second", "third"}) {
            CountDownLatch mended = take(fault);
            assertThat(leases.hold()).isEqualTo(fault.equals("first"));

            time.advance(LIFE);

            assertThat(mended.await(10, TimeUnit.SECONDS)).as(fault).isTrue();
        }

        assertThat(leases.undoAll()).isEmpty();
        before.assertNoneLeft(Duration.ofSeconds(10));
    }

    @Test
    void undoAllWhenLivesAreNotOverThenTheLastOneTakenIsMendedFirst() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch firstStoodThen = new CountDownLatch(1);
        leases.take(Fault.of("first", () -> {}, first::countDown), Deadline.after(LIFE, time));
        leases.take(
                Fault.of("second", () -> {}, () -> {
                    if (first.getCount() == 1) {
                        firstStoodThen.countDown();
                    }
                }),
                Deadline.after(LIFE, time));

        assertThat(leases.undoAll()).isEmpty();

        assertThat(firstStoodThen.getCount()).isZero();
        assertThat(first.getCount()).isZero();
    }
}
