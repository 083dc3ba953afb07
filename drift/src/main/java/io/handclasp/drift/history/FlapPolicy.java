package io.handclasp.drift.history;

import io.handclasp.core.Settings;

/**
 * When a finding flaps: within its newest runs that could tell, it came or went at least so often. Immutable.
 *
 * @param window how many of the newest runs are looked at, 3 to {@link DriftHistory#MAX_RECENT}; by default 10
 * @param changes how often it came or went among them, 2 to {@code window - 1}; by default 4, which is twice there and back
 */
public record FlapPolicy(int window, int changes) {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException when one is out of range
     */
    public FlapPolicy {
        Settings.requireRange("window", window, 3, DriftHistory.MAX_RECENT);
        if (changes < 2 || changes > window - 1) {
            throw new IllegalArgumentException("changes was " + changes + ", must be between 2 and " + (window - 1)
                    + ", since window was " + window);
        }
    }

    /**
     * The defaults.
     *
     * @return 4 changes within 10 runs
     */
    public static FlapPolicy standard() {
        return new FlapPolicy(10, 4);
    }
}
