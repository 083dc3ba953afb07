package io.handclasp.validator.drill;

import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.util.Objects;

/**
 * What a look at the host showed. Immutable.
 *
 * @param status PASS when the host is as expected, FAIL when it is not, UNKNOWN when nobody can tell, SKIPPED when the drill does not
 *     apply to this host
 * @param message what was seen, for people, without secrets
 */
public record Sighting(Status status, String message) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when the status is another one or the message is blank
     */
    public Sighting {
        Objects.requireNonNull(status, "status");
        Settings.requireText("message", message);
        if (status == Status.WARN || status == Status.BLOCKED) {
            throw new IllegalArgumentException("status was " + status + ", must be PASS, FAIL, UNKNOWN or SKIPPED");
        }
    }

    /**
     * The host is as expected.
     *
     * @param message what was seen
     * @return the sighting
     */
    public static Sighting asExpected(String message) {
        return new Sighting(Status.PASS, message);
    }

    /**
     * The host is not as expected.
     *
     * @param message what was seen instead
     * @return the sighting
     */
    public static Sighting notAsExpected(String message) {
        return new Sighting(Status.FAIL, message);
    }

    /**
     * Nobody can tell.
     *
     * @param reason why not
     * @return the sighting
     */
    public static Sighting cannotTell(String reason) {
        return new Sighting(Status.UNKNOWN, reason);
    }

    /**
     * The drill says nothing about such a host. Only before the fault; later it counts as {@link #cannotTell}.
     *
     * @param reason why not
     * @return the sighting
     */
    public static Sighting notApplicable(String reason) {
        return new Sighting(Status.SKIPPED, reason);
    }

    /**
     * Whether the host is as expected.
     *
     * @return true for PASS only
     */
    public boolean isAsExpected() {
        return status == Status.PASS;
    }
}
