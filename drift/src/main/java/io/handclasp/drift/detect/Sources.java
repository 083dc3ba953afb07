package io.handclasp.drift.detect;

import io.handclasp.core.Settings;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.SecretText;
import java.util.Map;

/** Sources by their names. */
final class Sources {
    private Sources() {}

    /** Adds a source under a name, which must be new: findings tell sources apart by it. */
    static void add(Map<String, ConfigSource> sources, String name, ConfigSource source) {
        if (sources.putIfAbsent(Settings.requireText("name", name), source) != null) {
            throw new IllegalArgumentException(
                    "source " + SecretText.key(name) + " was added before, must have a name of its own");
        }
    }
}
