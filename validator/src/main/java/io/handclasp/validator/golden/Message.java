package io.handclasp.validator.golden;

import io.handclasp.core.Secret;

/**
 * What came over the connection.
 *
 * @param text the whole text; empty when it was binary
 * @param binary whether it was binary, which no matcher accepts
 * @param size characters of a text, bytes otherwise
 */
record Message(String text, boolean binary, int size) {
    static Message ofText(String text) {
        return new Message(text, false, text.length());
    }

    static Message ofBytes(int bytes) {
        return new Message("", true, bytes);
    }

    boolean matches(EventMatcher matcher) {
        return !binary && matcher.matches(text);
    }

    String shown(Secret token) {
        return binary ? "a binary message of " + size + " bytes" : "the message " + Shown.foreign(text, token);
    }
}
