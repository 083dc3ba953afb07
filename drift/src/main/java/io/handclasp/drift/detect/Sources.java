package io.handclasp.drift.detect;

import io.handclasp.core.Settings;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.SecretText;
import io.handclasp.drift.report.DriftReport;
import java.util.Map;

/** Names that a report shows: of sources, and of what they are read for. */
final class Sources {
    private Sources() {}

    /** What is looked at. A report refuses one that is too long, and here it is refused before anything is read. */
    static String target(String target) {
        String shown = SecretText.key(Settings.requireText("target", target));
        Settings.requireRange("length of target", shown.length(), 1, DriftReport.MAX_TARGET_LENGTH);
        return shown;
    }

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
