package io.handclasp.core;

/** Reads text in which signs may be percent-encoded (RFC 3986 section 2.1). Only single bytes are understood. */
final class PercentText {
    private PercentText() {}

    /** The character at a position, or the one that a percent sign and two digits there stand for. */
    static char decoded(String text, int at) {
        return width(text, at) == 1
                ? text.charAt(at)
                : (char) (16 * hexValue(text.charAt(at + 1)) + hexValue(text.charAt(at + 2)));
    }

    /** How many characters stand for the one at a position: three when it is encoded, else one. */
    static int width(String text, int at) {
        boolean encoded = text.charAt(at) == '%'
                && at + 2 < text.length()
                && hexValue(text.charAt(at + 1)) >= 0
                && hexValue(text.charAt(at + 2)) >= 0;
        return encoded ? 3 : 1;
    }

    /** The first position that does not hold one of the characters. */
    static int skip(String text, int from, String chars) {
        int at = from;
        while (at < text.length() && chars.indexOf(decoded(text, at)) >= 0) {
            at += width(text, at);
        }
        return at;
    }

    /** The first position that does not hold white space. */
    static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(decoded(text, at))) {
            at += width(text, at);
        }
        return at;
    }

    private static int hexValue(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
