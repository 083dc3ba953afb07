package io.handclasp.websocket.handshake;

import io.handclasp.core.Settings;

/**
 * How much of a handshake is read. One that is larger is refused as malformed, before anything in it is looked at. The
 * server's own limits come first: what it does not let through does not get here.
 *
 * @param maxHeaderLineLength the longest header line, name and value, in characters, 256 to 1,048,576; at least
 *     {@code maxTokenLength}
 * @param maxHeaderLength all header lines together, in characters, {@code maxHeaderLineLength} to 16,777,216
 * @param maxQueryLength the longest query, in characters, 0 to 1,048,576
 * @param maxTokenLength the longest token, in characters, 16 to 8,192
 * @param maxSubprotocols how many subprotocols may be offered, empty list elements counted, 1 to 1,000
 * @param maxCookies how many cookies may be sent, 0 to 10,000
 * @param maxQueryParameters how many parameters the query may have, 0 to 10,000
 */
public record HandshakeLimits(
        int maxHeaderLineLength,
        int maxHeaderLength,
        int maxQueryLength,
        int maxTokenLength,
        int maxSubprotocols,
        int maxCookies,
        int maxQueryParameters) {
    /** What servers take as one header line by default. */
    private static final int LONGEST_TOKEN = 8_192;

    private static final int MIB = 1 << 20;
    private static final HandshakeLimits STANDARD =
            new HandshakeLimits(16_384, 65_536, 16_384, LONGEST_TOKEN, 32, 200, 200);

    /** Checks each setting. */
    public HandshakeLimits {
        Settings.requireRange("maxTokenLength", maxTokenLength, 16, LONGEST_TOKEN);
        Settings.requireRange("maxHeaderLineLength", maxHeaderLineLength, Math.max(256, maxTokenLength), MIB);
        Settings.requireRange("maxHeaderLength", maxHeaderLength, maxHeaderLineLength, 16 * MIB);
        Settings.requireRange("maxQueryLength", maxQueryLength, 0, MIB);
        Settings.requireRange("maxSubprotocols", maxSubprotocols, 1, 1_000);
        Settings.requireRange("maxCookies", maxCookies, 0, 10_000);
        Settings.requireRange("maxQueryParameters", maxQueryParameters, 0, 10_000);
    }

    /**
     * Header lines of 16,384 characters, because the longest token takes 10,923 as base64url; 65,536 for all of them; a
     * query of 16,384; tokens of 8,192; 32 subprotocols; 200 cookies, more than Chromium and Firefox keep for a site; 200
     * query parameters.
     *
     * @return the default
     */
    public static HandshakeLimits standard() {
        return STANDARD;
    }

    /**
     * Other lengths of headers.
     *
     * @param line the longest line, in characters
     * @param all all lines together, in characters
     * @return the changed limits
     */
    public HandshakeLimits withMaxHeaderLengths(int line, int all) {
        return new HandshakeLimits(
                line, all, maxQueryLength, maxTokenLength, maxSubprotocols, maxCookies, maxQueryParameters);
    }

    /**
     * Another size of the query.
     *
     * @param length the longest query, in characters
     * @param parameters how many parameters it may have
     * @return the changed limits
     */
    public HandshakeLimits withMaxQuery(int length, int parameters) {
        return new HandshakeLimits(
                maxHeaderLineLength, maxHeaderLength, length, maxTokenLength, maxSubprotocols, maxCookies, parameters);
    }

    /**
     * Another length of tokens.
     *
     * @param maxTokenLength in characters, 16 to 8,192
     * @return the changed limits
     */
    public HandshakeLimits withMaxTokenLength(int maxTokenLength) {
        return new HandshakeLimits(
                maxHeaderLineLength,
                maxHeaderLength,
                maxQueryLength,
                maxTokenLength,
                maxSubprotocols,
                maxCookies,
                maxQueryParameters);
    }

    /**
     * Another number of subprotocols.
     *
     * @param maxSubprotocols 1 to 1,000
     * @return the changed limits
     */
    public HandshakeLimits withMaxSubprotocols(int maxSubprotocols) {
        return new HandshakeLimits(
                maxHeaderLineLength,
                maxHeaderLength,
                maxQueryLength,
                maxTokenLength,
                maxSubprotocols,
                maxCookies,
                maxQueryParameters);
    }

    /**
     * Another number of cookies.
     *
     * @param maxCookies 0 to 10,000
     * @return the changed limits
     */
    public HandshakeLimits withMaxCookies(int maxCookies) {
        return new HandshakeLimits(
                maxHeaderLineLength,
                maxHeaderLength,
                maxQueryLength,
                maxTokenLength,
                maxSubprotocols,
                maxCookies,
                maxQueryParameters);
    }
}
