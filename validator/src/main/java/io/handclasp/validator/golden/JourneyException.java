package io.handclasp.validator.golden;

import java.io.Serial;

/** A journey that did not go as it should: where, what was expected, and what came. Without a stack trace: it is an answer. */
final class JourneyException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String step;

    JourneyException(String step, String expected, String came) {
        super("expected " + expected + "; came " + came, null, false, false);
        this.step = step;
    }

    String step() {
        return step;
    }
}
