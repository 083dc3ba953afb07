package io.handclasp.validator.golden;

import java.time.Duration;
import java.util.Optional;

/**
 * How one journey went.
 *
 * @param failedStep the step at which it ended; empty when it came to its end
 * @param message what was expected and what came, scrubbed; empty when it came to its end
 * @param reached how far it came with its connection
 * @param took how long it took
 */
record JourneyResult(Optional<String> failedStep, String message, Reached reached, Duration took) {
    enum Reached {
        /** There was no token to connect with. */
        NOTHING,
        /** There was a token, and no connection. */
        HANDSHAKE,
        /** The connection stood. */
        CONNECTION
    }

    boolean completed() {
        return failedStep.isEmpty();
    }
}
