package io.handclasp.drift.detect;

import io.handclasp.core.Settings;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How sources are read.
 *
 * @param executor the host's executor, on which sources are read side by side and given up when they are late; empty reads
 *     one after another on the calling thread, where a source that does not keep its deadline delays the others
 * @param sourceTimeout how long one source may take; default 5 s, up to 10 min
 * @param timeout how long all of them may take; default 10 s, up to 1 h
 * @param timeSource the clocks
 */
public record ReadingPolicy(
        Optional<Executor> executor, Duration sourceTimeout, Duration timeout, TimeSource timeSource) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when a time is out of its range
     */
    public ReadingPolicy {
        Objects.requireNonNull(executor, "executor");
        Settings.requireWithin("sourceTimeout", sourceTimeout, Duration.ofMillis(1), Duration.ofMinutes(10));
        Settings.requireWithin("timeout", timeout, Duration.ofMillis(1), Duration.ofHours(1));
        Objects.requireNonNull(timeSource, "timeSource");
    }

    /**
     * The defaults.
     *
     * @return on the calling thread, 5 s for each source, 10 s for all, the clocks of the system
     */
    public static ReadingPolicy standard() {
        return new ReadingPolicy(Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(10), TimeSource.system());
    }

    /**
     * The same on an executor, which stays the host's.
     *
     * @param executor the executor; see {@link io.handclasp.core.concurrent.ParallelRunner} for what it must be
     * @return a copy
     */
    public ReadingPolicy on(Executor executor) {
        return new ReadingPolicy(Optional.of(executor), sourceTimeout, timeout, timeSource);
    }

    /**
     * The same with other times.
     *
     * @param forOne how long one source may take
     * @param forAll how long all of them may take
     * @return a copy
     * @throws IllegalArgumentException when one is out of its range
     */
    public ReadingPolicy within(Duration forOne, Duration forAll) {
        return new ReadingPolicy(executor, forOne, forAll, timeSource);
    }

    /**
     * The same with other clocks.
     *
     * @param clocks the clocks
     * @return a copy
     */
    public ReadingPolicy timedBy(TimeSource clocks) {
        return new ReadingPolicy(executor, sourceTimeout, timeout, clocks);
    }
}
