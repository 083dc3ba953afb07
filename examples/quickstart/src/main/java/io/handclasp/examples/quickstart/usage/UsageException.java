package io.handclasp.examples.quickstart.usage;

import io.handclasp.core.Redaction;
import java.io.Serial;

/** What the user asked for cannot be done as it stands; the message says what to change, and is scrubbed of secrets. */
public final class UsageException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(Redaction.scrub(message));
    }
}
