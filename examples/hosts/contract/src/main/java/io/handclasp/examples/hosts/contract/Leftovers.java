package io.handclasp.examples.hosts.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Threads that a host left behind. */
public final class Leftovers {
    private Leftovers() {}

    /**
     * Fails when one lives on for 15 s. Two of the JDK's do not count: the selector of an {@code HttpClient}, which on JDK 17
     * cannot be closed and ends when nobody holds it any more, and those of the common pool.
     */
    public static void assertNone(ThreadCensus census) {
        Deadline limit = Deadline.after(Duration.ofSeconds(15), TimeSource.system());
        List<Thread> left = left(census);
        while (!left.isEmpty() && !limit.isExpired()) {
            join(left.get(0), limit);
            left = left(census);
        }
        assertThat(left).as("threads left").isEmpty();
    }

    private static void join(Thread thread, Deadline limit) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, limit.remainingNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + thread.getName(), e);
        }
    }

    private static List<Thread> left(ThreadCensus census) {
        return census.added().stream()
                .filter(thread ->
                        !thread.getName().matches("HttpClient-\\d+-SelectorManager|ForkJoinPool\\.commonPool-.*"))
                .toList();
    }
}
