package io.handclasp.websocket.jcache;

import io.handclasp.core.Settings;
import java.time.Duration;

/**
 * How much a cache may cost. Immutable.
 *
 * @param patience how long a handshake waits for the cache before the judge is asked without it, 1 ms to 1 s
 * @param maxConcurrent how many operations are under way at once at most, 1 to 10,000; what comes beyond goes without the cache. A
 *     cache that hangs holds at most as many threads of the host's executor
 * @param failuresInARow how many failed or late operations in a row it takes until the cache is left alone, 1 to 1,000
 * @param rest how long it is then left alone, 100 ms to 10 min; afterwards one operation tries it
 */
public record SharingPolicy(Duration patience, int maxConcurrent, int failuresInARow, Duration rest) {
    /** Checks each setting. */
    public SharingPolicy {
        Settings.requireWithin("patience", patience, Duration.ofMillis(1), Duration.ofSeconds(1));
        Settings.requireRange("maxConcurrent", maxConcurrent, 1, 10_000);
        Settings.requireRange("failuresInARow", failuresInARow, 1, 1_000);
        Settings.requireWithin("rest", rest, Duration.ofMillis(100), Duration.ofMinutes(10));
    }

    /**
     * 50 ms of patience, 64 operations at once, left alone for 5 s after 5 failures in a row.
     *
     * @return the default
     */
    public static SharingPolicy standard() {
        return new SharingPolicy(Duration.ofMillis(50), 64, 5, Duration.ofSeconds(5));
    }

    /**
     * Another patience.
     *
     * @param patience 1 ms to 1 s
     * @return the changed policy
     */
    public SharingPolicy withPatience(Duration patience) {
        return new SharingPolicy(patience, maxConcurrent, failuresInARow, rest);
    }

    /**
     * Another bound.
     *
     * @param maxConcurrent 1 to 10,000
     * @return the changed policy
     */
    public SharingPolicy withMaxConcurrent(int maxConcurrent) {
        return new SharingPolicy(patience, maxConcurrent, failuresInARow, rest);
    }

    /**
     * Another rest.
     *
     * @param failuresInARow 1 to 1,000
     * @param rest 100 ms to 10 min
     * @return the changed policy
     */
    public SharingPolicy withRest(int failuresInARow, Duration rest) {
        return new SharingPolicy(patience, maxConcurrent, failuresInARow, rest);
    }
}
