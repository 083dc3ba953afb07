package io.handclasp.probes.monitor;

import io.handclasp.core.Settings;
import io.handclasp.probes.Ending;
import io.handclasp.probes.ProbeState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One answer of one probe, as it was given. Immutable.
 *
 * @param at when its run began, on the wall clock
 * @param state what was learnt
 * @param ending how
 * @param took how long the probe took
 */
public record HistoryEntry(Instant at, ProbeState state, Ending ending, Duration took) {
    /** Refuses missing parts. */
    public HistoryEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(ending, "ending");
        Settings.requireNotNegative("took", took);
    }

    boolean isGood() {
        return state == ProbeState.UP || state == ProbeState.WARN;
    }

    boolean isBad() {
        return state == ProbeState.DOWN;
    }
}
