package io.handclasp.core;

/** Private keys in PEM (RFC 7468). A block without an end reaches to the end of the text. */
final class PrivateKeyRule implements RedactionRule {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    @Override
    public void apply(Redactable redactable) {
        String text = redactable.text();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
            if (labelEnd < 0) {
                break;
            }
            int next = labelEnd;
            if (text.substring(begin, labelEnd).contains("PRIVATE KEY")) {
                next = blockEnd(text, labelEnd + DASHES.length());
                redactable.hide(begin, next);
            }
            begin = text.indexOf(BEGIN, next);
        }
    }

    private static int blockEnd(String text, int from) {
        int end = text.indexOf(END, from);
        int close = end < 0 ? -1 : text.indexOf(DASHES, end + END.length());
        return close < 0 ? text.length() : close + DASHES.length();
    }
}
