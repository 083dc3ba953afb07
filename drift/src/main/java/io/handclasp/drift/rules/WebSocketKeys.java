package io.handclasp.drift.rules;

import io.handclasp.core.Settings;
import io.handclasp.drift.baseline.ValueType;

/**
 * The names of the settings of a service with WebSockets.
 *
 * @param heartbeat how often something is sent to an idle client; default {@code WS_HEARTBEAT}
 * @param idleTimeout after how long an idle connection is cut, by the service or by what stands before it; default
 *     {@code WS_IDLE_TIMEOUT}
 * @param handshakeBudget how long the service may take for a handshake; default {@code WS_HANDSHAKE_BUDGET}
 * @param clientTimeout how long a client waits for it; default {@code WS_CLIENT_TIMEOUT}
 * @param maxAttempts how often the auth service is asked within one handshake; default {@code AUTH_MAX_ATTEMPTS}
 * @param attemptTimeout how long one such attempt may take; default {@code AUTH_ATTEMPT_TIMEOUT}
 * @param durations how the durations are written; default {@link ValueType#DURATION}, with a unit
 */
public record WebSocketKeys(
        String heartbeat,
        String idleTimeout,
        String handshakeBudget,
        String clientTimeout,
        String maxAttempts,
        String attemptTimeout,
        ValueType durations) {
    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException when one is blank, or the type is not one of durations
     */
    public WebSocketKeys {
        Settings.requireText("heartbeat", heartbeat);
        Settings.requireText("idleTimeout", idleTimeout);
        Settings.requireText("handshakeBudget", handshakeBudget);
        Settings.requireText("clientTimeout", clientTimeout);
        Settings.requireText("maxAttempts", maxAttempts);
        Settings.requireText("attemptTimeout", attemptTimeout);
        if (!durations.name().startsWith("DURATION")) {
            throw new IllegalArgumentException("durations was " + durations + ", must be a type of durations");
        }
    }

    /**
     * The default names.
     *
     * @return the names
     */
    public static WebSocketKeys standard() {
        return new WebSocketKeys(
                "WS_HEARTBEAT",
                "WS_IDLE_TIMEOUT",
                "WS_HANDSHAKE_BUDGET",
                "WS_CLIENT_TIMEOUT",
                "AUTH_MAX_ATTEMPTS",
                "AUTH_ATTEMPT_TIMEOUT",
                ValueType.DURATION);
    }
}
