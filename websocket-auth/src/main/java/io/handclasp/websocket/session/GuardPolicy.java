package io.handclasp.websocket.session;

import io.handclasp.core.Settings;
import java.time.Duration;

/**
 * How sessions are guarded. Immutable.
 *
 * @param ageWithoutExpiry how long a session lives whose token does not say when it ends; 1 s to 30 days
 * @param warnBefore how long before its end a session is warned; zero for never, at most 1 day
 * @param closesPerSecond how many sessions are closed in a second at most, and how many are warned; 1 to 1,000,000
 * @param longestRetryHint the longest wait that a client is asked for when many are closed together; zero for none, at most
 *     10 minutes
 */
public record GuardPolicy(
        Duration ageWithoutExpiry, Duration warnBefore, int closesPerSecond, Duration longestRetryHint) {

    /**
     * Checks each setting.
     *
     * @throws IllegalArgumentException when one is out of range
     */
    public GuardPolicy {
        Settings.requireWithin("ageWithoutExpiry", ageWithoutExpiry, Duration.ofSeconds(1), Duration.ofDays(30));
        Settings.requireWithin("warnBefore", warnBefore, Duration.ZERO, Duration.ofDays(1));
        Settings.requireRange("closesPerSecond", closesPerSecond, 1, 1_000_000);
        Settings.requireWithin("longestRetryHint", longestRetryHint, Duration.ZERO, Duration.ofMinutes(10));
    }

    /**
     * One hour without an expiry, no warning, 1,000 closes a second, hints of at most 30 s.
     *
     * @return the default
     */
    public static GuardPolicy standard() {
        return new GuardPolicy(Duration.ofHours(1), Duration.ZERO, 1_000, Duration.ofSeconds(30));
    }

    /**
     * Another age for tokens without an expiry.
     *
     * @param ageWithoutExpiry how long such a session lives
     * @return the changed policy
     */
    public GuardPolicy withAgeWithoutExpiry(Duration ageWithoutExpiry) {
        return new GuardPolicy(ageWithoutExpiry, warnBefore, closesPerSecond, longestRetryHint);
    }

    /**
     * Warns before the end.
     *
     * @param warnBefore how long before; zero for never
     * @return the changed policy
     */
    public GuardPolicy withWarnBefore(Duration warnBefore) {
        return new GuardPolicy(ageWithoutExpiry, warnBefore, closesPerSecond, longestRetryHint);
    }

    /**
     * Another pace.
     *
     * @param closesPerSecond how many sessions are closed in a second at most
     * @return the changed policy
     */
    public GuardPolicy withClosesPerSecond(int closesPerSecond) {
        return new GuardPolicy(ageWithoutExpiry, warnBefore, closesPerSecond, longestRetryHint);
    }

    /**
     * Another bound for what clients are asked to wait.
     *
     * @param longestRetryHint the longest wait; zero for none
     * @return the changed policy
     */
    public GuardPolicy withLongestRetryHint(Duration longestRetryHint) {
        return new GuardPolicy(ageWithoutExpiry, warnBefore, closesPerSecond, longestRetryHint);
    }
}
