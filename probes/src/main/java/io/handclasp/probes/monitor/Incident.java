package io.handclasp.probes.monitor;

import io.handclasp.core.Settings;
import io.handclasp.probes.ProbeState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A time during which a probe was not up. Immutable.
 *
 * <p>The fault began at some moment after the last good answer and not after the first other one; both durations count from
 * the former, so they are the longest that it can have been. They are measured on the monotonic clock. Where there was no
 * good answer before, they count from the first other one.
 *
 * @param detectedAt when the monitor saw it: as many answers as {@code fall} asks for, or an answer too old
 * @param recoveredAt when it was over: as many good answers as {@code rise} asks for; empty while it lasts
 * @param worst the worst that the probe was: {@link ProbeState#DOWN}, {@link ProbeState#UNKNOWN} or
 *     {@link ProbeState#BLOCKED}
 * @param timeToDetect from the last good answer before until {@code detectedAt}
 * @param timeToRecover from the last good answer before until {@code recoveredAt}; empty while it lasts
 */
public record Incident(
        Instant detectedAt,
        Optional<Instant> recoveredAt,
        ProbeState worst,
        Duration timeToDetect,
        Optional<Duration> timeToRecover) {
    /** Refuses missing parts. */
    public Incident {
        Objects.requireNonNull(detectedAt, "detectedAt");
        Objects.requireNonNull(recoveredAt, "recoveredAt");
        Objects.requireNonNull(worst, "worst");
        Settings.requireNotNegative("timeToDetect", timeToDetect);
        timeToRecover.ifPresent(duration -> Settings.requireNotNegative("timeToRecover", duration));
    }

    /**
     * Whether it lasts.
     *
     * @return true until it has recovered
     */
    public boolean isOpen() {
        return recoveredAt.isEmpty();
    }
}
