package io.handclasp.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeTests {
    private final ManualTimeSource time = new ManualTimeSource();
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(1), time);

    @Test
    void checkWhenLambdaThenSeesTheDeadlineOfItsCaller() throws Exception {
        Probe probe = limit -> limit.isExpired() ? ProbeOutcome.unknown("no time") : ProbeOutcome.up("in time");

        assertThat(probe.check(deadline)).isEqualTo(ProbeOutcome.up("in time"));
        time.advance(Duration.ofSeconds(1));
        assertThat(probe.check(deadline)).isEqualTo(ProbeOutcome.unknown("no time"));
    }

    @Test
    void checkWhenProbeBreaksThenCheckedExceptionPasses() {
        Probe probe = limit -> {
            throw new IOException("no route");
        };

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> probe.check(deadline));
    }
}
