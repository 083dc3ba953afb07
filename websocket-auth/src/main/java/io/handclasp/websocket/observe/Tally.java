package io.handclasp.websocket.observe;

import io.handclasp.websocket.verify.UnavailableReason;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * What was counted in one part of the window. Many threads count at once. A count fits an {@code int}: no part is longer than
 * five minutes.
 */
final class Tally {
    static final int ADMITTED = 0;
    static final int REJECTED = 1;
    /** Of the rejected: those for which nobody was asked. */
    static final int UNASKED = 2;

    static final int ERRORED = 3;
    /** Of the admitted: those in a degraded mode. */
    static final int DEGRADED = 4;
    /** The first of the unavailable, one place for each reason. */
    static final int UNAVAILABLE = 5;
    /** The first of the durations, one place for each step of {@link LatencyScale}. */
    static final int LATENCY = UNAVAILABLE + UnavailableReason.values().length;

    static final int SIZE = LATENCY + LatencyScale.SIZE;

    /** Which part of time this is, counted from the start of the window. */
    final long number;

    /** The part before; null when there is none or it has left the window. */
    volatile @Nullable Tally previous;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(SIZE);

    Tally(long number, @Nullable Tally previous) {
        this.number = number;
        this.previous = previous;
    }

    @SuppressWarnings("EnumOrdinal") // an index into memory: nothing is kept longer than the process lives
    static int placeOf(UnavailableReason reason) {
        return UNAVAILABLE + reason.ordinal();
    }

    void add(int place) {
        counts.getAndIncrement(place);
    }

    void addTo(long[] sums) {
        for (int i = 0; i < SIZE; i++) {
            sums[i] += counts.get(i);
        }
    }
}
