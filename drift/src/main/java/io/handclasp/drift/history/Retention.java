package io.handclasp.drift.history;

import io.handclasp.core.Settings;
import java.time.Duration;

/**
 * How much history is kept. What is beyond either bound is dropped. Immutable.
 *
 * @param maxRuns how many runs of one target, 1 to 1,000,000; by default 10,000
 * @param maxAge how old a run may be, 1 minute to 10,000 days; by default 90 days
 * @param maxDeleted how many runs one call deletes at most, 1 to 10,000; by default 500, so that no lock is held for long
 */
public record Retention(int maxRuns, Duration maxAge, int maxDeleted) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(10_000);

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException when one is out of range
     */
    public Retention {
        Settings.requireRange("maxRuns", maxRuns, 1, 1_000_000);
        Settings.requireWithin("maxAge", maxAge, SHORTEST, LONGEST);
        Settings.requireRange("maxDeleted", maxDeleted, 1, 10_000);
    }

    /**
     * The defaults.
     *
     * @return 10,000 runs of each target, 90 days, 500 at once
     */
    public static Retention standard() {
        return new Retention(10_000, Duration.ofDays(90), 500);
    }

    /**
     * Returns these settings with another number of runs.
     *
     * @param runs how many runs of one target
     * @return a copy
     * @throws IllegalArgumentException when it is out of range
     */
    public Retention withMaxRuns(int runs) {
        return new Retention(runs, maxAge, maxDeleted);
    }

    /**
     * Returns these settings with another age.
     *
     * @param age how old a run may be
     * @return a copy
     * @throws IllegalArgumentException when it is out of range
     */
    public Retention withMaxAge(Duration age) {
        return new Retention(maxRuns, age, maxDeleted);
    }

    /**
     * Returns these settings with another bound of one call.
     *
     * @param runs how many runs one call deletes at most
     * @return a copy
     * @throws IllegalArgumentException when it is out of range
     */
    public Retention withMaxDeleted(int runs) {
        return new Retention(maxRuns, maxAge, runs);
    }
}
