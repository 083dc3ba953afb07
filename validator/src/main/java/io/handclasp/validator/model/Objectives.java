package io.handclasp.validator.model;

import java.time.Duration;
import java.util.List;

/**
 * The objectives that a host which serves WebSocket users usually has, and the names under which checks measure what they need.
 */
public final class Objectives {
    /** {@link Measurement.Rate} of golden-path journeys that came to their end: {@value}. */
    public static final String GOLDEN_PATH = "golden-path.completion";
    /** {@link Measurement.Durations} from a handshake's start to its verdict: {@value}. */
    public static final String AUTH_LATENCY = "auth.latency";
    /** {@link Measurement.Rate} of WebSocket connections of good users that were opened: {@value}. */
    public static final String WEBSOCKET_SUCCESS = "websocket.success";
    /** {@link Measurement.Rate} of database calls that were answered: {@value}. */
    public static final String DATABASE_SUCCESS = "database.success";
    /** {@link Measurement.Value}, the number of critical drift findings: {@value}. */
    public static final String CRITICAL_DRIFT = "drift.critical";
    /** {@link Measurement.Value}, the health score between 0 and 1: {@value}. */
    public static final String HEALTH_SCORE = "health.score";
    /** {@link Measurement.Durations} from a fault to the moment at which the host knew of it: {@value}. */
    public static final String TIME_TO_DETECT = "drill.detection";
    /** {@link Measurement.Durations} from the end of a fault to the steady state: {@value}. */
    public static final String TIME_TO_RECOVER = "drill.recovery";

    private Objectives() {}

    /**
     * All eight of them.
     *
     * @return golden path &ge; 99.5 %, auth mean &lt; 500 ms, WebSocket success &ge; 99 %, database success &ge; 99.9 %, critical
     *     drift 0, health score &ge; 95 %, time to detect &lt; 5 min, time to recover &lt; 15 min
     */
    public static List<Objective> standard() {
        return List.of(
                Objective.rateAtLeast("golden-path", "golden path completed", GOLDEN_PATH, 0.995),
                Objective.meanBelow("auth-latency", "time to an auth verdict", AUTH_LATENCY, Duration.ofMillis(500)),
                Objective.rateAtLeast("websocket-success", "WebSocket connections opened", WEBSOCKET_SUCCESS, 0.99),
                Objective.rateAtLeast("database-success", "database calls answered", DATABASE_SUCCESS, 0.999),
                Objective.numberAtMost("critical-drift", "critical drift findings", CRITICAL_DRIFT, 0),
                Objective.shareAtLeast("health-score", "health score", HEALTH_SCORE, 0.95),
                Objective.longestBelow(
                        "time-to-detect", "time to detect a fault", TIME_TO_DETECT, Duration.ofMinutes(5)),
                Objective.longestBelow(
                        "time-to-recover", "time to recover from a fault", TIME_TO_RECOVER, Duration.ofMinutes(15)));
    }
}
