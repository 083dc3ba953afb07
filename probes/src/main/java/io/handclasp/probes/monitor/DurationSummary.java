package io.handclasp.probes.monitor;

import io.handclasp.core.Settings;
import io.handclasp.core.statistics.Sample;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a number of durations comes to. A percentile is absent where there are too few of them: it takes 2 for the median, 20
 * for the 95th and 100 for the 99th. Percentiles are exact, by nearest rank. Immutable.
 *
 * @param count how many there were
 * @param mean the mean; empty without any
 * @param p50 the median
 * @param p95 the 95th percentile
 * @param p99 the 99th percentile
 * @param longest the longest; empty without any
 */
public record DurationSummary(
        long count,
        Optional<Duration> mean,
        Optional<Duration> p50,
        Optional<Duration> p95,
        Optional<Duration> p99,
        Optional<Duration> longest) {
    /** Refuses missing parts. */
    public DurationSummary {
        Settings.requireRange("count", count, 0, Long.MAX_VALUE);
        Objects.requireNonNull(mean, "mean");
        Objects.requireNonNull(p50, "p50");
        Objects.requireNonNull(p95, "p95");
        Objects.requireNonNull(p99, "p99");
        Objects.requireNonNull(longest, "longest");
    }

    static DurationSummary of(Collection<Duration> durations) {
        Sample sample = Sample.ofNanos(durations);
        OptionalDouble mean = sample.mean();
        return new DurationSummary(
                sample.size(),
                mean.isPresent() ? Optional.of(Duration.ofNanos((long) mean.getAsDouble())) : Optional.empty(),
                duration(sample.percentile(0.5)),
                duration(sample.percentile(0.95)),
                duration(sample.percentile(0.99)),
                duration(sample.max()));
    }

    private static Optional<Duration> duration(OptionalLong nanos) {
        return nanos.isPresent() ? Optional.of(Duration.ofNanos(nanos.getAsLong())) : Optional.empty();
    }
}
