package io.handclasp.validator.drill;

import io.handclasp.core.Settings;
import io.handclasp.validator.model.CheckDefinition;
import java.time.Duration;

/** How a drill is timed, and its check without a body. */
record DrillSettings(
        CheckDefinition definition,
        Duration maxLife,
        Duration effectWithin,
        Duration detectWithin,
        Duration recoverWithin) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    DrillSettings {
        Settings.requireWithin("maxLife", maxLife, SHORTEST, LONGEST);
        Settings.requireWithin("effectWithin", effectWithin, SHORTEST, LONGEST);
        Settings.requireWithin("detectWithin", detectWithin, SHORTEST, LONGEST);
        Settings.requireWithin("recoverWithin", recoverWithin, SHORTEST, LONGEST);
    }
}
