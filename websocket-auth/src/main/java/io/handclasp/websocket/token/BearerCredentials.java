package io.handclasp.websocket.token;

import java.util.Optional;

/**
 * The value of an {@code Authorization} header: a scheme, in any case, at least one blank, and what the scheme wants
 * (RFC 9110, section 11.4). For {@code Bearer} that is one {@code b64token} (RFC 6750, section 2.1).
 */
final class BearerCredentials {
    private static final String SCHEME = "Bearer";
    private static final String SIGNS_OF_TOKENS = "!#$%&'*+-.^_`|~";

    private BearerCredentials() {}

    /** Whether there is anything that a bearer token could be in; another scheme is none of ours. */
    enum Kind {
        BEARER,
        OTHER_SCHEME,
        /** No credentials of any scheme: nobody can say what it was meant to be. */
        NONSENSE
    }

    /** Tells what a value is, with blanks and tabs around it taken off. */
    static Kind kind(String value) {
        int end = schemeEnd(value);
        if (end < value.length() && value.charAt(end) != ' ') {
            return Kind.NONSENSE;
        }
        boolean bearer = end == SCHEME.length() && value.regionMatches(true, 0, SCHEME, 0, end);
        return bearer ? Kind.BEARER : Kind.OTHER_SCHEME;
    }

    /** The token of a value of kind {@link Kind#BEARER}; empty when it is none. */
    static Optional<BearerToken> token(String value) {
        int start = SCHEME.length();
        while (start < value.length() && value.charAt(start) == ' ') {
            start++;
        }
        return BearerToken.parse(value.substring(start));
    }

    /** What may stand around a field's value, and belongs to it no more (RFC 9110, section 5.5). */
    static String trimmed(String line) {
        int start = 0;
        int end = line.length();
        while (start < end && isBlank(line.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static int schemeEnd(String value) {
        int end = 0;
        while (end < value.length() && isOfToken(value.charAt(end))) {
            end++;
        }
        return end;
    }

    /** A character of a {@code token} of RFC 9110, section 5.6.2. */
    static boolean isOfToken(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || SIGNS_OF_TOKENS.indexOf(c) >= 0);
    }
}
