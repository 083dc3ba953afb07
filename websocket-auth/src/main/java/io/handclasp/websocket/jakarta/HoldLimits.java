package io.handclasp.websocket.jakarta;

import io.handclasp.core.Settings;

/**
 * How much of what a client sends is held until its verdict is there. A client that sends more is closed with 1008.
 *
 * @param messages how many messages, 0 to 10,000
 * @param bytes how many bytes of memory they may take together, 0 to 64 MiB; a character of text takes two
 */
public record HoldLimits(int messages, long bytes) {
    private static final long MOST_BYTES = 64L << 20;

    /** Checks each setting. */
    public HoldLimits {
        Settings.requireRange("messages", messages, 0, 10_000);
        Settings.requireRange("bytes", bytes, 0L, MOST_BYTES);
    }

    /**
     * 32 messages of 256 KiB together: what a client sends at once after connecting, and no store for more.
     *
     * @return the default
     */
    public static HoldLimits standard() {
        return new HoldLimits(32, 256L << 10);
    }
}
