package io.handclasp.core;

import java.util.Locale;
import java.util.Set;

/**
 * Values that follow a sensitive name: {@code name=value}, {@code name: value}, {@code "name":"value"} also in text that
 * was quoted again, query parameters, headers up to the end of the line, and {@code --name value} of a command line. The
 * signs around a name may be percent-encoded.
 */
final class NamedValueRule implements RedactionRule {
    private static final String BEHIND_NAME = "\\\"'`]";
    private static final String SEPARATORS = "=:>";

    /** Names that stand before a colon in reports too: {@code pass: 12, fail: 3}. */
    private static final Set<String> LABELS = Set.of("pass", "auth");

    @Override
    public void apply(Redactable redactable) {
        String text = redactable.text();
        NamedValues values = new NamedValues(redactable);
        int at = 0;
        while (at < text.length()) {
            if (isNameChar(text.charAt(at))) {
                int end = nameEnd(text, at);
                int value = valueStart(text, at, end);
                if (value >= 0 && isSensitive(text, at, end)) {
                    values.hide(text.substring(at, end), value);
                }
                // Goes on behind the name, not behind the value: what was taken for a value may hold the next name.
                at = end;
            } else {
                // Past a whole escape: were its digits a name, each one of a long row would look at all the rest.
                at += PercentText.width(text, at);
            }
        }
    }

    static boolean isNameChar(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '$';
    }

    private static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isNameChar(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSensitive(String text, int start, int end) {
        String name = text.substring(start, end);
        boolean label = text.startsWith(":", end) && LABELS.contains(name.toLowerCase(Locale.ROOT));
        return !label && SensitiveNames.isSensitive(name);
    }

    /** Where the value starts if the name is followed by what separates it from one; else -1. */
    private static int valueStart(String text, int nameStart, int nameEnd) {
        int separator = PercentText.skipBlanks(text, PercentText.skip(text, nameEnd, BEHIND_NAME));
        int behind = PercentText.skip(text, separator, SEPARATORS);
        if (behind == separator) {
            boolean option = text.startsWith("--", nameStart) && separator > nameEnd;
            return option ? separator : -1;
        }
        return PercentText.decoded(text, separator) == '>' ? -1 : PercentText.skipBlanks(text, behind);
    }
}
