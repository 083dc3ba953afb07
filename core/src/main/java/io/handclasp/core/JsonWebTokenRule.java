package io.handclasp.core;

/**
 * JSON Web Tokens (RFC 7519), wherever they stand. A token is known by its first characters: base64url of the beginning
 * of a JSON object, or base64url of that again, as the Kubernetes subprotocol has it. So a token is found behind any
 * prefix, and also when its end is cut off.
 */
final class JsonWebTokenRule implements RedactionRule {
    /** Characters that are decoded to recognise a JSON object, and the bytes they stand for. */
    private static final int PROBE_CHARS = 12;

    private static final int PROBE_BYTES = 9;

    @Override
    public void apply(Redactable redactable) {
        String text = redactable.text();
        int at = 0;
        while (at < text.length()) {
            if (startsToken(text, at)) {
                int end = tokenEnd(text, at);
                redactable.hide(at, end);
                at = end;
            } else {
                at++;
            }
        }
    }

    private static boolean startsToken(String text, int at) {
        return switch (text.charAt(at)) {
            case 'e' -> startsJsonObject(text, at);
            // "ZX" begins what is encoded twice: the base64 of "e" and of a second letter that may follow it.
            case 'Z' -> startsJsonObject(decode(text, at, PROBE_CHARS / 3 * 4), 0);
            default -> false;
        };
    }

    /** An opening brace, white space, a quotation mark, and then plain characters as far as we look. */
    private static boolean startsJsonObject(String text, int at) {
        String bytes = decode(text, at, PROBE_CHARS);
        if (bytes.length() < PROBE_BYTES || bytes.charAt(0) != '{') {
            return false;
        }
        int i = 1;
        while (i < PROBE_BYTES && isJsonSpace(bytes.charAt(i))) {
            i++;
        }
        return i == PROBE_BYTES || (bytes.charAt(i) == '"' && isPlain(bytes, i));
    }

    private static boolean isJsonSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isPlain(String bytes, int from) {
        for (int i = from; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c > '~' || (c < ' ' && !isJsonSpace(c))) {
                return false;
            }
        }
        return true;
    }

    /** Decodes so many characters of base64 in either alphabet; empty if they are not that. */
    private static String decode(String text, int start, int length) {
        if (start + length > text.length()) {
            return "";
        }
        StringBuilder bytes = new StringBuilder();
        int bits = 0;
        for (int i = 0; i < length; i++) {
            int value = base64Value(text.charAt(start + i));
            if (value < 0) {
                return "";
            }
            bits = (bits << 6) | value;
            if (i % 4 != 0) {
                int unused = 6 - 2 * (i % 4);
                bytes.append((char) ((bits >> unused) & 0xFF));
            }
        }
        return bytes.toString();
    }

    private static int base64Value(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return switch (c) {
            case '-', '+' -> 62;
            case '_', '/' -> 63;
            default -> -1;
        };
    }

    /** The dots between the parts may be percent-encoded, and base64 may be padded. */
    private static int tokenEnd(String text, int start) {
        int end = start;
        while (end < text.length() && (base64Value(text.charAt(end)) >= 0 || "=.~%".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }
}
