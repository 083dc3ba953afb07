package io.handclasp.drift.history;

import io.handclasp.core.Redaction;
import java.io.Serial;
import java.sql.SQLException;

/**
 * The history could not be read or written: no connection, no time left, a schema that is not known. It says nothing about any run:
 * the one that was being recorded may be there or not, and recording it once more is safe.
 *
 * <p>It has no cause, since what drivers write into their exceptions is not known; the message holds a redacted description.
 */
public final class HistoryUnavailableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong; scrubbed
     */
    public HistoryUnavailableException(String message) {
        super(Redaction.scrub(message));
    }

    static HistoryUnavailableException of(String doing, SQLException failure) {
        return new HistoryUnavailableException(
                doing + " failed, SQL state " + failure.getSQLState() + ": " + Redaction.describe(failure));
    }

    static HistoryUnavailableException late(String doing) {
        return new HistoryUnavailableException(doing + " was given up: no time is left");
    }
}
