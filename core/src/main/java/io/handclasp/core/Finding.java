package io.handclasp.core;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that a check found: a stable code for machines, a message for people and, where there is one, a hint on
 * what to do about it.
 *
 * <p>The texts are {@linkplain Redaction#scrub(String) scrubbed} and cut to a bound when the finding is made, so that
 * a finding can go to any log or report. Control characters other than line feed and tab become blanks. Immutable.
 *
 * @param code what was found, for machines: lower-case words of letters and digits joined by single dots or hyphens, at
 *     most {@value #MAX_CODE_LENGTH} characters, for example {@code auth.jwks-unreachable}
 * @param status how bad it is
 * @param subject what it was found at, for example the name of a probe or of a setting; at most
 *     {@value #MAX_SUBJECT_LENGTH} characters are kept
 * @param message what was found, for people; at most {@value #MAX_TEXT_LENGTH} characters are kept
 * @param hint what to do about it or where to read on; at most {@value #MAX_TEXT_LENGTH} characters are kept
 */
public record Finding(String code, Status status, String subject, String message, Optional<String> hint) {
    /** The longest accepted code, in characters. */
    public static final int MAX_CODE_LENGTH = 100;
    /** The longest subject that is kept, in characters. */
    public static final int MAX_SUBJECT_LENGTH = 200;
    /** The longest message or hint that is kept, in characters. */
    public static final int MAX_TEXT_LENGTH = 2_000;

    private static final Pattern CODE = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

    /**
     * Checks the code and makes the texts fit to be shown.
     *
     * @throws IllegalArgumentException if the code does not follow the grammar
     */
    public Finding {
        requireCode(code);
        Objects.requireNonNull(status, "status");
        subject = ShownText.of(subject, MAX_SUBJECT_LENGTH);
        message = ShownText.of(message, MAX_TEXT_LENGTH);
        hint = hint.map(text -> ShownText.of(text, MAX_TEXT_LENGTH));
    }

    /**
     * Makes a finding without a hint.
     *
     * @param code what was found, for machines
     * @param status how bad it is
     * @param subject what it was found at
     * @param message what was found, for people
     * @return the finding
     * @throws IllegalArgumentException if the code does not follow the grammar
     */
    public static Finding of(String code, Status status, String subject, String message) {
        return new Finding(code, status, subject, message, Optional.empty());
    }

    /**
     * Returns this finding with another hint.
     *
     * @param text what to do about it
     * @return a copy with that hint
     */
    public Finding withHint(String text) {
        return new Finding(code, status, subject, message, Optional.of(text));
    }

    private static void requireCode(String code) {
        // The length comes first: the regular expression recurses once for each word.
        if (code.length() > MAX_CODE_LENGTH || !CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("code was \"" + ShownText.of(code, MAX_CODE_LENGTH)
                    + "\", must be lower-case words of letters and digits joined by single dots or hyphens, at most "
                    + MAX_CODE_LENGTH + " characters");
        }
    }
}
