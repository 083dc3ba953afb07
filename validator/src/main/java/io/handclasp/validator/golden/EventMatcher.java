package io.handclasp.validator.golden;

/**
 * Answers: is this the message that is expected now? Called by several threads at once when journeys go side by side.
 *
 * @see Events
 */
@FunctionalInterface
public interface EventMatcher {
    /**
     * Looks at a text message.
     *
     * @param message the whole message as the server sent it
     * @return whether it is the expected one; what this throws fails the journey
     */
    boolean matches(String message);

    /**
     * Says what is expected, for the text of a failure.
     *
     * @return for example {@code "/type" = "agent_started"}; holds nothing secret
     */
    default String expectation() {
        return "a message that the host's own matcher accepts";
    }

    /**
     * Expects something else of the same message, too.
     *
     * @param other what else
     * @return a matcher that accepts what both accept
     */
    default EventMatcher and(EventMatcher other) {
        EventMatcher first = this;
        return Events.named(
                first.expectation() + " and " + other.expectation(),
                message -> first.matches(message) && other.matches(message));
    }
}
