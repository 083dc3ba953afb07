package io.handclasp.websocket.resilience;

/** What a circuit breaker lets through. */
public enum BreakerState {
    /** All calls. */
    CLOSED,
    /** No calls. */
    OPEN,
    /** A few trial calls. */
    HALF_OPEN
}
