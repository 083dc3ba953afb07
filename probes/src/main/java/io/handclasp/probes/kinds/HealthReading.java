package io.handclasp.probes.kinds;

import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.util.Objects;

/**
 * What a source of health knows of itself now, such as the snapshot of an authenticator. Immutable.
 *
 * @param status how it is
 * @param message why; not blank
 * @param samples how many observations that rests on; with none, nothing is known, whatever the status says
 */
public record HealthReading(Status status, String message, long samples) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when the message is blank or the number negative
     */
    public HealthReading {
        Objects.requireNonNull(status, "status");
        Settings.requireText("message", message);
        Settings.requireRange("samples", samples, 0, Long.MAX_VALUE);
    }
}
