package io.handclasp.websocket.observe;

/**
 * A logarithmic scale for durations: 16 steps for each doubling, so that the middle of a step is at most 1/32, or 3.2 %, away
 * from any duration in it. Below 16 ns each nanosecond has a step of its own; what is longer than 137 s counts as 137 s.
 */
final class LatencyScale {
    private static final int STEP_BITS = 4;
    private static final int STEPS = 1 << STEP_BITS;
    private static final int LAST_DOUBLING = 36;

    /** How many steps there are. */
    static final int SIZE = (LAST_DOUBLING - STEP_BITS + 2) * STEPS;

    private LatencyScale() {}

    /** The step into which a duration falls; one below zero counts as zero. */
    static int stepOf(long nanos) {
        if (nanos < STEPS) {
            return (int) Math.max(0, nanos);
        }
        int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int within = (int) (nanos >>> (doubling - STEP_BITS)) & (STEPS - 1);
        return Math.min((doubling - STEP_BITS + 1) * STEPS + within, SIZE - 1);
    }

    /** The middle of a step. */
    static long nanosOf(int step) {
        if (step < STEPS) {
            return step;
        }
        int shift = step / STEPS - 1;
        long lowest = (long) (STEPS + step % STEPS) << shift;
        return lowest + ((1L << shift) >> 1);
    }
}
