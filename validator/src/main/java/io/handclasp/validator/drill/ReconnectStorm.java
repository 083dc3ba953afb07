package io.handclasp.validator.drill;

import io.handclasp.core.Settings;
import java.time.Duration;

/**
 * How many users come back at once after a restart, and what is promised then. The calls go to the real auth service, so it is bounded.
 *
 * @param users how many users, 1 to 2000; each is logged in for it
 * @param connections how many connections each opens with one token, 1 to 100
 * @param latency how slow the auth service is meanwhile, 1 ms to 1 min
 * @param callsPerUser how many calls the auth service is promised to get for each user at most, 0.1 to 100
 * @param admittedAtLeast the share of handshakes that is promised to be admitted, 0 to 1; the others are told to come back
 */
public record ReconnectStorm(
        int users, int connections, Duration latency, double callsPerUser, double admittedAtLeast) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when one is out of bounds
     */
    public ReconnectStorm {
        Settings.requireRange("users", users, 1, 2_000);
        Settings.requireRange("connections", connections, 1, 100);
        Settings.requireWithin("latency", latency, Duration.ofMillis(1), Duration.ofMinutes(1));
        Settings.requireRange("callsPerUser", callsPerUser, 0.1, 100.0);
        Settings.requireRange("admittedAtLeast", admittedAtLeast, 0.0, 1.0);
    }

    /**
     * A small storm.
     *
     * @return 50 users with 4 connections each, 50 ms, at most 1.5 calls for each user, 99 % admitted
     */
    public static ReconnectStorm standard() {
        return new ReconnectStorm(50, 4, Duration.ofMillis(50), 1.5, 0.99);
    }
}
