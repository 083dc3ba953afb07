package io.handclasp.probes.monitor;

import java.time.Duration;

/** Good and bad verdicts of the last while, in a ring of equal parts of time, so that memory does not grow with them. */
final class BucketedCounts {
    private final long partNanos;
    private final int[] good;
    private final int[] bad;
    private long newest;

    /** How many of each there were. */
    record Counts(long good, long bad) {
        long total() {
            return good + bad;
        }
    }

    BucketedCounts(Duration part, Duration longest) {
        this.partNanos = part.toNanos();
        int parts = (int) (longest.toNanos() / partNanos);
        this.good = new int[parts];
        this.bad = new int[parts];
    }

    /** Time is given in nanoseconds since the beginning, and never goes back. */
    void add(boolean isGood, long nanos) {
        moveTo(nanos);
        (isGood ? good : bad)[slot(newest)]++;
    }

    /** The counts of the parts that a window touches when it ends now; the last part is still filling. */
    Counts sum(Duration window, long nanos) {
        moveTo(nanos);
        long parts = Math.min(good.length, window.toNanos() / partNanos);
        long goods = 0;
        long bads = 0;
        for (long part = newest; part > newest - parts && part >= 0; part--) {
            goods += good[slot(part)];
            bads += bad[slot(part)];
        }
        return new Counts(goods, bads);
    }

    private void moveTo(long nanos) {
        long now = nanos / partNanos;
        long toClear = Math.min(now - newest, good.length);
        for (long i = 0; i < toClear; i++) {
            good[slot(now - i)] = 0;
            bad[slot(now - i)] = 0;
        }
        newest = Math.max(newest, now);
    }

    private int slot(long part) {
        return (int) (part % good.length);
    }
}
