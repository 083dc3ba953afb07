package io.handclasp.websocket.observe;

import io.handclasp.core.statistics.Sample;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads the sums of a {@link HealthWindow}. */
final class HealthReader {
    private HealthReader() {}

    static AuthHealth read(HealthPolicy policy, long[] sums) {
        HandshakeCounts counts = counts(sums);
        return new AuthHealth(policy.window(), counts, latency(sums), HealthRule.judge(policy, counts));
    }

    private static HandshakeCounts counts(long[] sums) {
        Map<UnavailableReason, Long> unavailable = new EnumMap<>(UnavailableReason.class);
        for (UnavailableReason reason : UnavailableReason.values()) {
            long count = sums[Tally.placeOf(reason)];
            if (count > 0) {
                unavailable.put(reason, count);
            }
        }
        long admitted = sums[Tally.ADMITTED];
        long rejected = sums[Tally.REJECTED];
        // The two counts of one handshake are not made at one instant: a part that is ahead is cut to its whole.
        return new HandshakeCounts(
                admitted,
                Math.min(sums[Tally.DEGRADED], admitted),
                rejected,
                Math.min(sums[Tally.UNASKED], rejected),
                unavailable,
                sums[Tally.ERRORED]);
    }

    private static AuthHealth.Latency latency(long[] sums) {
        long count = 0;
        for (int i = Tally.LATENCY; i < Tally.SIZE; i++) {
            count += sums[i];
        }
        return new AuthHealth.Latency(
                count, percentile(50, count, sums), percentile(95, count, sums), percentile(99, count, sums));
    }

    /** By nearest rank, as {@link Sample} does it, and with its demand on the size. */
    private static Optional<Duration> percentile(int percent, long count, long[] sums) {
        if (count < Sample.smallestSizeFor(percent / 100.0)) {
            return Optional.empty();
        }
        long rank = (count * percent + 99) / 100;
        int step = 0;
        long upToStep = sums[Tally.LATENCY];
        while (upToStep < rank) {
            step++;
            upToStep += sums[Tally.LATENCY + step];
        }
        return Optional.of(Duration.ofNanos(LatencyScale.nanosOf(step)));
    }
}
