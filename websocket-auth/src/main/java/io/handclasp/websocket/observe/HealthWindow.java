package io.handclasp.websocket.observe;

import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Counts handshakes and the durations of those that were judged, over a window that slides in twelve steps: it covers between
 * eleven twelfths of its length and all of it. Thread-safe without locks. Bounded: at most 8 stripes of 13 tallies of 2.2 KB.
 */
final class HealthWindow {
    private static final int MOST_STRIPES = 8;

    private final TimeSource timeSource;
    private final long startNanos;
    private final SlidingTallies[] stripes;

    HealthWindow(Duration length, TimeSource timeSource) {
        this.timeSource = timeSource;
        this.startNanos = timeSource.nanoTime();
        long partNanos = length.toNanos() / SlidingTallies.PARTS;
        // Threads that count in the same place wait for each other's cache line: the more cores, the more places.
        int cores = Math.min(MOST_STRIPES, Runtime.getRuntime().availableProcessors());
        this.stripes = Stream.generate(() -> new SlidingTallies(partNanos))
                .limit(cores == 1 ? 1 : Integer.highestOneBit(cores - 1) * 2L)
                .toArray(SlidingTallies[]::new);
    }

    void count(int place, long nowNanos) {
        tally(nowNanos).add(place);
    }

    void countJudged(int place, boolean degraded, long nowNanos, long elapsedNanos) {
        Tally tally = tally(nowNanos);
        tally.add(place);
        tally.add(Tally.LATENCY + LatencyScale.stepOf(elapsedNanos));
        if (degraded) {
            tally.add(Tally.DEGRADED);
        }
    }

    private Tally tally(long nowNanos) {
        // A thread's own hash spreads threads evenly; it is made once for each of them.
        int stripe = System.identityHashCode(Thread.currentThread()) & (stripes.length - 1);
        return stripes[stripe].at(nowNanos - startNanos);
    }

    /** The sums over the window that ends now, by the places of {@link Tally}. */
    long[] sums() {
        long nanos = timeSource.nanoTime() - startNanos;
        long[] sums = new long[Tally.SIZE];
        for (SlidingTallies stripe : stripes) {
            stripe.addTo(sums, nanos);
        }
        return sums;
    }
}
