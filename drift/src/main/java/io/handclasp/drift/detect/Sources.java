package io.handclasp.drift.detect;

import io.handclasp.core.Settings;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.SecretText;
import java.util.Map;

/** Sources by their names. */
final class Sources {
    private Sources() {}

    /**
     * Adds a source under a name, which must be new: findings tell sources apart by it. A secret in it is taken out, and
     * names that become equal by that are numbered, so that each is still told apart.
     */
    static void add(Map<String, ConfigSource> sources, String name, ConfigSource source) {
        String shown = SecretText.key(Settings.requireText("name", name));
        String free = shown;
        for (int i = 2; !shown.equals(name) && sources.containsKey(free); i++) {
            free = shown + " #" + i;
        }
        if (sources.putIfAbsent(free, source) != null) {
            throw new IllegalArgumentException("source " + shown + " was added before, must have a name of its own");
        }
    }
}
