package io.handclasp.validator.drill;

import io.handclasp.validator.model.CheckState;
import java.io.Serial;

/** Ends a drill before its last stage, with what that means. Without a stack trace: it is an answer. */
final class DrillException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final CheckState state;

    DrillException(CheckState state, String message) {
        super(message, null, false, false);
        this.state = state;
    }

    CheckState state() {
        return state;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
