package io.handclasp.probes.monitor;

import io.handclasp.core.Settings;

/**
 * When a probe counts as coming and going: by how often two verdicts in a row differ, as Nagios does it, but without weights.
 * Immutable and checked when built.
 *
 * @param window how many of the last verdicts are looked at, 3 to 1,000
 * @param startRate the share of changes at which flapping begins, above {@code stopRate}, at most 1
 * @param stopRate the share of changes at which it ends, 0 to 1
 */
public record FlappingPolicy(int window, double startRate, double stopRate) {
    /** Checks each setting, and that {@code startRate} is above {@code stopRate}. */
    public FlappingPolicy {
        Settings.requireRange("window", window, 3, 1_000);
        Settings.requireRange("startRate", startRate, 0.0, 1.0);
        Settings.requireRange("stopRate", stopRate, 0.0, 1.0);
        if (startRate <= stopRate) {
            throw new IllegalArgumentException(
                    "startRate was " + startRate + ", must be greater than stopRate, which is " + stopRate);
        }
    }

    /**
     * The default: 21 verdicts, which is 20 possible changes; from 6 changes on it flaps, at 2 or fewer it has calmed down.
     *
     * @return the standard rule
     */
    public static FlappingPolicy standard() {
        return new FlappingPolicy(21, 0.3, 0.1);
    }
}
