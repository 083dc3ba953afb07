package io.handclasp.probes.monitor;

import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** One moment on both clocks. */
record Moment(Instant at, long nanos) {
    static Moment now(TimeSource time) {
        return new Moment(time.now(), time.nanoTime());
    }

    Duration since(Moment earlier) {
        return Duration.ofNanos(Math.max(0, nanos - earlier.nanos));
    }
}
