package io.handclasp.websocket.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A bearer token (RFC 6750) that cannot be printed by accident: {@link #toString()} never shows it, and
 * {@link #reveal()} is the only way to its value. Immutable.
 *
 * <p>The value has the form {@code b64token} of RFC 6750, section 2.1, and at most {@value #MAX_LENGTH} characters, so
 * it can be put into a header as it is.
 */
public final class BearerToken {
    /** The longest token that is accepted, in characters: what servers take as one header line by default. */
    public static final int MAX_LENGTH = 8192;

    private static final boolean[] TOKEN_CHARACTERS = tokenCharacters();

    private final String value;

    private BearerToken(String value) {
        this.value = value;
    }

    /**
     * Reads a token that came from outside.
     *
     * @param text what the client sent
     * @return the token, or empty when the text is no {@code b64token} or is longer than {@value #MAX_LENGTH}
     */
    public static Optional<BearerToken> parse(String text) {
        return isToken(text) ? Optional.of(new BearerToken(text)) : Optional.empty();
    }

    /**
     * Wraps a token that the host holds itself.
     *
     * @param value the token
     * @return the token, wrapped
     * @throws IllegalArgumentException when the value is no {@code b64token} or too long; the message does not show it
     */
    public static BearerToken of(String value) {
        return parse(value)
                .orElseThrow(() -> new IllegalArgumentException("the token is not a b64token (RFC 6750, section 2.1)"
                        + " of 1 to " + MAX_LENGTH + " characters"));
    }

    /**
     * The token itself. Whoever calls this is responsible for where it goes.
     *
     * @return the value as the client sent it
     */
    public String reveal() {
        return value;
    }

    int length() {
        return value.length();
    }

    private static boolean isToken(String text) {
        int length = text.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        int end = 0;
        int all = 0;
        for (; end < length; end++) {
            char c = text.charAt(end);
            if (!TOKEN_CHARACTERS[c & 0xFF]) {
                break;
            }
            all |= c;
        }
        // What has more than eight bits was looked up by its lower ones only.
        return end > 0 && all <= 0xFF && isPadding(text, end);
    }

    private static boolean isPadding(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) != '=') {
                return false;
            }
        }
        return true;
    }

    /**
     * A table of 256, because this loop is on the path of every handshake: an index that cannot leave the table needs no
     * check.
     */
    private static boolean[] tokenCharacters() {
        boolean[] table = new boolean[256];
        for (char c = 0; c < 128; c++) {
            table[c] = Character.isLetterOrDigit(c) || "-._~+/".indexOf(c) >= 0;
        }
        return table;
    }

    /** Compares in constant time, so that equality is no oracle. */
    @Override
    public boolean equals(Object other) {
        return other instanceof BearerToken that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.US_ASCII), that.value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "BearerToken[redacted]";
    }
}
