package io.handclasp.probes.net;

import java.io.IOException;
import java.io.Serial;

/** The peer sent something that is not HTTP, or more of it than is read. */
final class BadHttpException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    BadHttpException(String message) {
        super(message);
    }
}
