package io.handclasp.websocket.observe;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The tallies of the last while, newest first. No lock is taken: whoever comes first in a new part of time puts its tally in
 * front. Holds at most {@link #PARTS} tallies, and one more for a moment.
 */
final class SlidingTallies {
    /** How many parts a window has. */
    static final int PARTS = 12;

    private static final AtomicReferenceFieldUpdater<SlidingTallies, Tally> NEWEST =
            AtomicReferenceFieldUpdater.newUpdater(SlidingTallies.class, Tally.class, "newest");

    private final long partNanos;
    private volatile Tally newest = new Tally(0, null);

    SlidingTallies(long partNanos) {
        this.partNanos = partNanos;
    }

    /** The tally for a moment, given in nanoseconds since the window was made. */
    Tally at(long nanos) {
        Tally tally = newest;
        // A thread that read its clock before others did counts into the newest: nothing that happened is lost.
        return nanos - tally.number * partNanos < partNanos ? tally : next(nanos / partNanos);
    }

    private Tally next(long number) {
        while (true) {
            Tally tally = newest;
            if (tally.number >= number) {
                return tally;
            }
            Tally next = new Tally(number, tally);
            if (NEWEST.compareAndSet(this, tally, next)) {
                forgetBefore(next);
                return next;
            }
        }
    }

    private static void forgetBefore(Tally newest) {
        Tally tally = newest;
        Tally previous = tally.previous;
        while (previous != null && previous.number > newest.number - PARTS) {
            tally = previous;
            previous = tally.previous;
        }
        tally.previous = null;
    }

    /** Adds what was counted in the window that ends at a moment. */
    void addTo(long[] sums, long nanos) {
        long oldest = nanos / partNanos - PARTS + 1;
        for (@Nullable Tally tally = newest; tally != null && tally.number >= oldest; tally = tally.previous) {
            tally.addTo(sums);
        }
    }
}
