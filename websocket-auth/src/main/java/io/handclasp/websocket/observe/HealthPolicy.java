package io.handclasp.websocket.observe;

import io.handclasp.core.Settings;
import java.time.Duration;

/**
 * How {@link AuthHealth} is judged. Immutable and checked when built.
 *
 * @param window how far back it looks, 10 s to 1 h
 * @param target which share of handshakes must be shown to get a verdict, 0.5 to 0.9999
 * @param failBelow below which share the service is broken and not only in need of attention, 0 to {@code target}
 * @param minimumHandshakes how many handshakes it takes to say anything, 1 to 1,000,000
 */
public record HealthPolicy(Duration window, double target, double failBelow, int minimumHandshakes) {
    /** Checks each setting, and that {@code failBelow} is not above {@code target}. */
    public HealthPolicy {
        Settings.requireWithin("window", window, Duration.ofSeconds(10), Duration.ofHours(1));
        Settings.requireRange("target", target, 0.5, 0.9999);
        Settings.requireRange("failBelow", failBelow, 0.0, 1.0);
        Settings.requireRange("minimumHandshakes", minimumHandshakes, 1, 1_000_000);
        if (failBelow > target) {
            throw new IllegalArgumentException(
                    "failBelow was " + failBelow + ", must not be greater than target, which is " + target);
        }
    }

    /**
     * The default: 1 minute, a target of 0.99, broken below 0.9, at least 20 handshakes.
     *
     * @return the standard policy
     */
    public static HealthPolicy standard() {
        return new HealthPolicy(Duration.ofMinutes(1), 0.99, 0.9, 20);
    }

    /**
     * Another window.
     *
     * @param window 10 s to 1 h
     * @return the changed policy
     */
    public HealthPolicy withWindow(Duration window) {
        return new HealthPolicy(window, target, failBelow, minimumHandshakes);
    }

    /**
     * Another target.
     *
     * @param target 0.5 to 0.9999, not below {@code failBelow}
     * @return the changed policy
     */
    public HealthPolicy withTarget(double target) {
        return new HealthPolicy(window, target, failBelow, minimumHandshakes);
    }

    /**
     * Another line between what needs attention and what is broken.
     *
     * @param failBelow 0 to {@code target}
     * @return the changed policy
     */
    public HealthPolicy withFailBelow(double failBelow) {
        return new HealthPolicy(window, target, failBelow, minimumHandshakes);
    }

    /**
     * Another smallest sample.
     *
     * @param minimumHandshakes 1 to 1,000,000
     * @return the changed policy
     */
    public HealthPolicy withMinimumHandshakes(int minimumHandshakes) {
        return new HealthPolicy(window, target, failBelow, minimumHandshakes);
    }
}
