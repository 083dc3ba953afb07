package io.handclasp.core;

/** Hides the values of one text, whose names come in order. Remembers how far it has looked, to look only once. */
final class NamedValues {
    private final Redactable redactable;
    private final String text;
    private int bracketEnd;
    private int lineEnd;

    NamedValues(Redactable redactable) {
        this.redactable = redactable;
        this.text = redactable.text();
    }

    /** Hides the value that starts at a position and belongs to a sensitive name. */
    void hide(String name, int start) {
        Quotation quotation = Quotation.at(text, start);
        if (quotation.isPresent()) {
            hideQuoted(quotation);
        } else if (start < text.length() && "[{".indexOf(text.charAt(start)) >= 0 && start >= bracketEnd) {
            bracketEnd = behindBracket(start);
            redactable.hide(start, redactable.plainEnd(bracketEnd));
        } else if (SensitiveNames.isWholeLine(name)) {
            redactable.hide(start, lineEnd(start));
        } else {
            hidePlain(start);
        }
    }

    /** Keeps the quotation marks, so that JSON stays JSON, unless the value goes on behind them. */
    private void hideQuoted(Quotation quotation) {
        int close = quotation.close();
        int end = close == text.length() ? close : redactable.plainEnd(close + 1);
        boolean endsWithMark = close < text.length() && end == close + 1;
        redactable.hide(quotation.open() + 1, endsWithMark ? close - quotation.escapes() : end);
    }

    /** Of {@code token: Basic abc} the value is the second word, too. */
    private void hidePlain(int start) {
        int end = redactable.plainEnd(start);
        redactable.hide(start, end);
        if (AuthSchemeRule.isScheme(text, start, end)) {
            int next = PercentText.skipBlanks(text, end);
            redactable.hide(next, redactable.plainEnd(next));
        }
    }

    /** The position behind the bracket that closes the one at a position; brackets in quotation marks do not count. */
    private int behindBracket(int open) {
        char opening = text.charAt(open);
        char closing = opening == '[' ? ']' : '}';
        int depth = 0;
        int i = open;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                i = Quotation.at(text, i).close();
            } else if (c == opening) {
                depth++;
            } else if (c == closing && --depth == 0) {
                return i + 1;
            }
            i++;
        }
        return text.length();
    }

    private int lineEnd(int start) {
        if (lineEnd < start) {
            lineEnd = start;
            while (lineEnd < text.length() && text.charAt(lineEnd) != '\n' && text.charAt(lineEnd) != '\r') {
                lineEnd++;
            }
        }
        return lineEnd;
    }
}
