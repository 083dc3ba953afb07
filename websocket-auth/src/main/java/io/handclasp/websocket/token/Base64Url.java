package io.handclasp.websocket.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64url (RFC 4648, section 5) of ASCII, with all of its padding or none. Bits that carry nothing must be zero (section
 * 3.5), so that each text is written in one way.
 */
final class Base64Url {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Url() {}

    /** The text; empty when it is no base64url or the bytes are no ASCII. */
    static Optional<String> decode(String text) {
        int end = text.length();
        while (end > 0 && end > text.length() - 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        boolean padded = end < text.length();
        int tail = end % 4;
        if (tail == 1 || (padded && text.length() % 4 != 0) || !isCanonical(text, end, tail)) {
            return Optional.empty();
        }
        byte[] bytes = Base64.getUrlDecoder().decode(text.substring(0, end));
        for (byte each : bytes) {
            if (each < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new String(bytes, StandardCharsets.US_ASCII));
    }

    private static boolean isCanonical(String text, int end, int tail) {
        for (int i = 0; i < end; i++) {
            if (!isOfAlphabet(text.charAt(i))) {
                return false;
            }
        }
        int unusedBits = tail == 2 ? 0b1111 : tail == 3 ? 0b11 : 0;
        return end == 0 || (ALPHABET.indexOf(text.charAt(end - 1)) & unusedBits) == 0;
    }

    private static boolean isOfAlphabet(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
