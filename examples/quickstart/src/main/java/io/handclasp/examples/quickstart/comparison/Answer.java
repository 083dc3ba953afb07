package io.handclasp.examples.quickstart.comparison;

import java.time.Duration;

/**
 * What a client saw of one handshake.
 *
 * @param kind what sort of answer it was
 * @param detail the message, or the code and reason of the refusal
 * @param time from the start of the connection to the answer
 */
record Answer(Kind kind, String detail, Duration time) {
    enum Kind {
        /** The endpoint sent its first message. */
        MESSAGE,
        /** The connection was opened and stayed open. */
        OPEN,
        /** The connection was opened and closed again. */
        CLOSED,
        /** The connection was not opened. */
        REFUSED,
        /** Nothing happened within the time allowed. */
        SILENT
    }

    private static final String TRY_AGAIN_LATER = "1013";

    boolean toldToTryAgain() {
        return kind == Kind.CLOSED && detail.startsWith(TRY_AGAIN_LATER);
    }

    /** Opened, and closed for another reason than trouble on the server's side. */
    boolean calledBad() {
        return kind == Kind.CLOSED && !toldToTryAgain();
    }

    boolean admitted() {
        return kind == Kind.MESSAGE || kind == Kind.OPEN;
    }
}
