package io.handclasp.validator.model;

import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.time.Duration;
import java.util.Objects;

/**
 * One step of a drill as it went. Immutable.
 *
 * @param stage the stage that it belongs to
 * @param startedAfter when it began, counted from the start of the drill
 * @param took how long it took
 * @param status how it ended
 * @param message what was seen; made fit to be shown
 */
public record DrillStep(DrillStage stage, Duration startedAfter, Duration took, Status status, String message) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when a duration is negative or the message is blank
     */
    public DrillStep {
        Objects.requireNonNull(stage, "stage");
        Settings.requireNotNegative("startedAfter", startedAfter);
        Settings.requireNotNegative("took", took);
        Objects.requireNonNull(status, "status");
        message = ShownText.text("message", message);
    }
}
