package io.handclasp.core;

/**
 * A quotation in text that may have been quoted again: its opening mark then has backslashes before it, and its closing
 * mark has as many beyond those that stand for themselves.
 *
 * @param open where the opening mark is; -1 if there is no quotation
 * @param close where the closing mark is; the length of the text if there is none
 * @param escapes how many backslashes stand before each mark
 */
record Quotation(int open, int close, int escapes) {
    private static final Quotation NONE = new Quotation(-1, -1, 0);
    private static final String MARKS = "\"'`";

    /** Text that was quoted four times; a bound keeps the time linear. */
    private static final int MAX_ESCAPES = 15;

    /** The quotation that starts at a position, with its backslashes. */
    static Quotation at(String text, int start) {
        int open = start;
        while (open < text.length() && open - start <= MAX_ESCAPES && text.charAt(open) == '\\') {
            open++;
        }
        if (open == text.length() || MARKS.indexOf(text.charAt(open)) < 0) {
            return NONE;
        }
        int escapes = open - start;
        return new Quotation(open, closingMark(text, open, escapes), escapes);
    }

    boolean isPresent() {
        return open >= 0;
    }

    private static int closingMark(String text, int open, int escapes) {
        int backslashes = 0;
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == text.charAt(open) && backslashes % (2 * (escapes + 1)) == escapes) {
                return i;
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }
        return text.length();
    }
}
