package io.handclasp.examples.benchmarks.storm;

import java.time.Duration;

/**
 * What a client is told.
 *
 * @param kind what of it
 * @param subject as whom it is admitted, else empty
 * @param retryAfter when it comes back, where it is told to
 */
record Answer(Kind kind, String subject, Duration retryAfter) {
    /** The three answers that a handshake can have. */
    enum Kind {
        ADMITTED,
        REFUSED,
        TRY_AGAIN
    }

    /** How long a client waits that is not told how long. */
    private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

    static Answer admitted(String subject) {
        return new Answer(Kind.ADMITTED, subject, Duration.ZERO);
    }

    static Answer refused() {
        return new Answer(Kind.REFUSED, "", Duration.ZERO);
    }

    static Answer tryAgain() {
        return tryAgain(USUAL_WAIT);
    }

    static Answer tryAgain(Duration wait) {
        return new Answer(Kind.TRY_AGAIN, "", wait);
    }
}
