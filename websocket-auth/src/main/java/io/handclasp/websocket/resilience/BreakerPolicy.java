package io.handclasp.websocket.resilience;

import io.handclasp.core.Settings;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * When an endpoint of the auth service is left alone. Only the inability to judge counts; verdicts on bad tokens are
 * successes, or anybody could lock all users out with garbage.
 *
 * @param failureRate the share of the window's calls that must fail to open the breaker, above 0 to 1
 * @param window the time that is looked back on, 1 s to 10 minutes, in whole seconds
 * @param minimumCalls how many calls the window must hold before the breaker may open, 1 to 1,000,000
 * @param slowCall a call that takes longer counts as failed, even when it brings a good verdict
 * @param openFor how long no call is made, 10 ms to 10 minutes
 * @param halfOpenCalls how many trial calls are then let through, 1 to 1,000
 */
public record BreakerPolicy(
        double failureRate, Duration window, int minimumCalls, Duration slowCall, Duration openFor, int halfOpenCalls) {

    /** Checks each setting. */
    public BreakerPolicy {
        Settings.requireRange("failureRate", failureRate, 0.01, 1.0);
        Settings.requireWithin("window", window, Duration.ofSeconds(1), Duration.ofMinutes(10));
        if (!window.truncatedTo(ChronoUnit.SECONDS).equals(window)) {
            throw new IllegalArgumentException("window was " + window + ", must be whole seconds");
        }
        Settings.requireRange("minimumCalls", minimumCalls, 1, 1_000_000);
        Settings.requireWithin("slowCall", slowCall, Duration.ofMillis(1), Duration.ofMinutes(1));
        Settings.requireWithin("openFor", openFor, Duration.ofMillis(10), Duration.ofMinutes(10));
        Settings.requireRange("halfOpenCalls", halfOpenCalls, 1, 1_000);
    }

    /**
     * Opens when 50 % of at least 100 calls within 5 s failed, for 2 s, then lets 10 calls try. A service that fails 30 % of
     * its calls is worth asking again; one that fails most of them needs rest more than questions.
     *
     * <p>The window is a time and not a number of calls: under load, 100 calls are made within a fraction of a second, and one
     * pause of the garbage collector would open a breaker that looks back no further.
     *
     * @return the standard policy
     */
    public static BreakerPolicy standard() {
        return new BreakerPolicy(0.5, Duration.ofSeconds(5), 100, Duration.ofSeconds(1), Duration.ofSeconds(2), 10);
    }
}
