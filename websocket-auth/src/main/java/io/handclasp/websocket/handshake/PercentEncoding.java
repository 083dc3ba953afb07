package io.handclasp.websocket.handshake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoding (RFC 3986, section 2.1) of UTF-8. Without state; safe for use by many threads. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /**
     * Decodes a text once: {@code %2525} becomes {@code %25}. A plus sign stays a plus sign: only HTML forms mean a blank by
     * it, and a token may hold the one but never the other.
     *
     * @param text the text as sent
     * @return the decoded text; empty when a percent sign is not followed by two hexadecimal digits, when the bytes are no
     *     UTF-8 (overlong forms are none), or when the text holds anything but ASCII
     */
    public static Optional<String> decode(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        boolean encoded = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int octet = octet(text, i + 1);
                if (octet < 0) {
                    return Optional.empty();
                }
                bytes[length++] = (byte) octet;
                encoded = true;
                i += 2;
            } else if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else {
                return Optional.empty();
            }
        }
        return encoded ? utf8(bytes, length) : Optional.of(text);
    }

    private static int octet(String text, int at) {
        if (at + 1 >= text.length()) {
            return -1;
        }
        int high = hexDigit(text.charAt(at));
        int low = hexDigit(text.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Digits of ASCII only: {@link Character#digit} would take those of any script. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static Optional<String> utf8(byte[] bytes, int length) {
        try {
            // A new decoder reports what it cannot decode; String's constructor would replace it.
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
