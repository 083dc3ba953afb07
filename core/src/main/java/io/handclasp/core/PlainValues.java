package io.handclasp.core;

/**
 * Where values without quotation marks end in a text. Punctuation may belong to a value, so it ends one only where what
 * follows says so.
 */
final class PlainValues {
    /** How far to look behind a comma for the name of a next value; a bound keeps the time linear. */
    private static final int MAX_NAME_LENGTH = 64;

    private static final String CLOSERS = "\"'`}])>";

    private final String text;

    /** For every position the end of a value that starts there; made when first asked for, since most texts need none. */
    private int[] ends = {};

    PlainValues(String text) {
        this.text = text;
    }

    int end(int start) {
        if (ends.length == 0) {
            ends = allEnds();
        }
        return ends[start];
    }

    /** From right to left, so that many values with one end together take linear time. */
    private int[] allEnds() {
        int[] all = new int[text.length() + 1];
        all[text.length()] = text.length();
        for (int at = text.length() - 1; at >= 0; at--) {
            if (text.startsWith(Redaction.MARK, at)) {
                all[at] = all[at + Redaction.MARK.length()];
            } else {
                all[at] = endsAt(at) ? at : all[at + 1];
            }
        }
        return all;
    }

    private boolean endsAt(int at) {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            return true;
        }
        if (c == ',' || c == ';' || c == '&') {
            return isEndOr(at + 1, CLOSERS + "\\") || startsName(at + 1);
        }
        return CLOSERS.indexOf(c) >= 0 && isEndOr(at + 1, CLOSERS + ",;:.&/?\\");
    }

    private boolean isEndOr(int at, String others) {
        return at >= text.length() || Character.isWhitespace(text.charAt(at)) || others.indexOf(text.charAt(at)) >= 0;
    }

    private boolean startsName(int start) {
        int limit = Math.min(text.length(), start + MAX_NAME_LENGTH);
        int end = start;
        while (end < limit && NamedValueRule.isNameChar(text.charAt(end))) {
            end++;
        }
        return end > start && end < text.length() && (text.charAt(end) == '=' || text.charAt(end) == ':');
    }
}
