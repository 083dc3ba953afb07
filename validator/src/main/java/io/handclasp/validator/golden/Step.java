package io.handclasp.validator.golden;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** One step of a journey after the connection stands. */
sealed interface Step {
    /** The name of the step, by which a failure finds it. */
    String name();

    /** How long the step may take. */
    Duration within();

    /**
     * The client says something.
     *
     * @param name the step's name
     * @param within how long the sending may take
     * @param text makes the message from what was received so far, by the names of the steps that expected it
     */
    record Send(String name, Duration within, Function<Map<String, String>, String> text) implements Step {}

    /**
     * The next message must be this one.
     *
     * @param name the step's name
     * @param within how long it may take to come
     * @param matcher which message it is
     */
    record Expect(String name, Duration within, EventMatcher matcher) implements Step {}
}
