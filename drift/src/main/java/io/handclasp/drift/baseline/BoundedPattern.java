package io.handclasp.drift.baseline;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression that gives up after so many looks at the text, since some take longer than the world stands. */
final class BoundedPattern {
    private static final int MAX_LOOKS = 1_000_000;
    private static final int MAX_TEXT = 65_536;
    private static final int MAX_PATTERN = 2_000;

    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static BoundedPattern of(String regex) {
        if (regex.length() > MAX_PATTERN) {
            throw new IllegalArgumentException(
                    "pattern had " + regex.length() + " characters, must have at most " + MAX_PATTERN);
        }
        try {
            return new BoundedPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern is no regular expression at index " + e.getIndex() + ": " + e.getDescription(), e);
        }
    }

    /** Whether it matches the whole text; empty when that would take too long to tell. */
    Optional<Boolean> matches(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    pattern.matcher(new Looked(text, new AtomicInteger())).matches());
        } catch (TooManyLooksException | StackOverflowError giveUp) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    /** Each step of the matcher looks at the text; a count needs no clock and says the same on each machine. */
    private record Looked(String text, AtomicInteger looks) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (looks.incrementAndGet() > MAX_LOOKS) {
                throw new TooManyLooksException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Looked(text.substring(start, end), looks);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyLooksException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyLooksException() {
            super("the pattern takes too long", null, false, false);
        }
    }
}
