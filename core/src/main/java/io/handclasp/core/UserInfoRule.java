package io.handclasp.core;

/**
 * The user and password in a URL (RFC 3986 section 3.2.1). Also a password with an unencoded slash, as people write it in
 * database URLs, as long as what follows the colon is not a port number.
 */
final class UserInfoRule implements RedactionRule {
    static final String SCHEME_END = "://";

    /** How far behind the authority an unencoded password may reach; a bound keeps the time linear. */
    private static final int MAX_STRAY_PASSWORD = 256;

    @Override
    public void apply(Redactable redactable) {
        String text = redactable.text();
        int scheme = text.indexOf(SCHEME_END);
        while (scheme >= 0) {
            int start = scheme + SCHEME_END.length();
            int end = authorityEnd(text, start);
            int at = lastAt(text, start, end);
            if (at < 0 && isNeitherHostNorPort(text, start, end)) {
                at = lastAt(text, start, wordEnd(text, end));
            }
            redactable.hide(start, at);
            scheme = text.indexOf(SCHEME_END, Math.max(end, at));
        }
    }

    /** Where the authority of a URL ends; the length of the text if nothing ends it. */
    static int authorityEnd(String text, int start) {
        int end = start;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0 && !endsWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int wordEnd(String text, int from) {
        int limit = Math.min(text.length(), from + MAX_STRAY_PASSWORD);
        int end = from;
        while (end < limit && !endsWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || "\"'<>".indexOf(c) >= 0;
    }

    private static int lastAt(String text, int start, int end) {
        for (int i = end - 1; i >= start; i--) {
            if (text.charAt(i) == '@') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNeitherHostNorPort(String text, int start, int end) {
        int colon = text.indexOf(':', start);
        if (colon < 0 || colon >= end - 1 || text.charAt(start) == '[') {
            return false;
        }
        return !text.substring(colon + 1, end).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
