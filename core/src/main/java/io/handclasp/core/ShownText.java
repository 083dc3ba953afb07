package io.handclasp.core;

/** Makes foreign text fit to be shown: scrubbed, without control characters, and no longer than a bound. */
final class ShownText {
    private static final char ELLIPSIS = '\u2026';

    private ShownText() {}

    /** Scrubs first and cuts afterwards: a secret that was cut in half might no longer look like one. */
    static String of(String text, int maxLength) {
        return cut(withoutControls(Redaction.scrub(text)), maxLength);
    }

    /** The same on one line, so that foreign text cannot forge a second line of a log. */
    static String oneLine(String text, int maxLength) {
        return cut(withoutControls(Redaction.scrub(text)).replace('\n', ' ').replace('\t', ' '), maxLength);
    }

    /** Cuts to a bound, marks the cut, and never leaves half of a surrogate pair behind. */
    static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        return head(text, maxLength - 1) + ELLIPSIS;
    }

    /** The first characters of a text, one fewer when a surrogate pair would be torn. */
    static String head(String text, int length) {
        boolean tornPair = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, tornPair ? length - 1 : length);
    }

    private static String withoutControls(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c);
        }
        return shown.toString();
    }
}
