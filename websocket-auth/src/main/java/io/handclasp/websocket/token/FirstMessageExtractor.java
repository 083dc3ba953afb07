package io.handclasp.websocket.token;

import io.handclasp.core.Settings;
import java.util.Objects;

/**
 * A token that comes as the first message after the upgrade. Whoever enforces it accepts the upgrade, lets nothing reach the
 * host, waits within a deadline for the first message, and has it read here. What is not a text message is malformed.
 *
 * @param format how the message is read
 * @param maxLength the longest message that is looked at, in characters, 16 to 1,048,576
 */
public record FirstMessageExtractor(FirstMessageFormat format, int maxLength) {
    /** Room for the longest token, in JSON, and something beside it. */
    public static final int STANDARD_MAX_LENGTH = 16_384;

    /** Checks each setting. */
    public FirstMessageExtractor {
        Objects.requireNonNull(format, "format");
        Settings.requireRange("maxLength", maxLength, 16, 1 << 20);
    }

    /**
     * Another limit of the message.
     *
     * @param maxLength in characters, 16 to 1,048,576
     * @return the changed carrier
     */
    public FirstMessageExtractor withMaxLength(int maxLength) {
        return new FirstMessageExtractor(format, maxLength);
    }

    /**
     * Reads the first message.
     *
     * @param message the text as it was received
     * @return what was found
     */
    public Extraction extract(String message) {
        return message.length() > maxLength
                ? new Extraction.Malformed("the first message has more than " + maxLength + " characters")
                : format.read(message);
    }
}
