package io.handclasp.validator.golden;

import io.handclasp.core.Settings;
import java.util.Objects;
import java.util.function.Predicate;

/** The matchers that come with Handclasp. Texts and pointers stand in reports: they hold nothing secret. */
public final class Events {
    private Events() {}

    private record Named(String expectation, Predicate<String> predicate) implements EventMatcher {
        @Override
        public boolean matches(String message) {
            return predicate.test(message);
        }
    }

    /**
     * Expects what a host's own test accepts.
     *
     * @param expectation what is expected, for people
     * @param accepts the test
     * @return the matcher
     */
    public static EventMatcher named(String expectation, Predicate<String> accepts) {
        return new Named(Settings.requireText("expectation", expectation), Objects.requireNonNull(accepts, "accepts"));
    }

    /**
     * Expects one text and no other.
     *
     * @param text the whole message
     * @return the matcher
     */
    public static EventMatcher text(String text) {
        return named("the text \"" + text + "\"", text::equals);
    }

    /**
     * Expects a part of a text.
     *
     * @param part what stands somewhere in the message
     * @return the matcher
     */
    public static EventMatcher containing(String part) {
        Settings.requireText("part", part);
        return named("a text with \"" + part + "\"", message -> message.contains(part));
    }

    /**
     * Expects a JSON object with a value at a place.
     *
     * @param pointer the place (RFC 6901), for example {@code /type}
     * @param value the text, number or truth value that stands there, as JSON writes it, without quotation marks
     * @return the matcher
     * @throws IllegalArgumentException when the pointer is none
     */
    public static EventMatcher json(String pointer, String value) {
        JsonPlace place = JsonPlace.of(pointer);
        Objects.requireNonNull(value, "value");
        return named(
                "\"" + pointer + "\" = \"" + value + "\"",
                message -> place.find(message)
                        .filter(found -> String.valueOf(found).equals(value))
                        .isPresent());
    }

    /**
     * Expects a JSON object with anything at a place but null, an empty text, list or object.
     *
     * @param pointer the place (RFC 6901), for example {@code /data/answer}
     * @return the matcher
     * @throws IllegalArgumentException when the pointer is none
     */
    public static EventMatcher jsonPresent(String pointer) {
        JsonPlace place = JsonPlace.of(pointer);
        return named(
                "something at \"" + pointer + "\"",
                message -> place.find(message)
                        .filter(found -> !JsonPlace.isEmpty(found))
                        .isPresent());
    }
}
