package io.handclasp.probes.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import java.time.Duration;

/** Runs probes and looks at the clock. */
public final class Timed {
    /**
     * A machine may stand still for seconds; a probe without a deadline waits for ever here. How near the deadline the answer
     * comes is measured in DeadlineDistancesTests, on a quiet machine.
     */
    private static final Duration TOLERANCE = Duration.ofSeconds(15);

    private Timed() {}

    /** Runs a probe with time enough. */
    public static ProbeOutcome check(Probe probe) throws Exception {
        return probe.check(Deadline.after(Duration.ofSeconds(20), TimeSource.system()));
    }

    /** Runs a probe that must answer at its deadline and not before. */
    public static ProbeOutcome atDeadline(Probe probe, Duration limit) throws Exception {
        long start = TimeSource.system().nanoTime();
        ProbeOutcome outcome = probe.check(Deadline.after(limit, TimeSource.system()));
        Duration took = Duration.ofNanos(TimeSource.system().nanoTime() - start);
        assertThat(took).isGreaterThanOrEqualTo(limit.minusMillis(50)).isLessThan(limit.plus(TOLERANCE));
        return outcome;
    }
}
