package io.handclasp.websocket.token;

/**
 * Answers: which token does this first message carry? Implementations are called by many threads at once and answer bad
 * input with {@link Extraction.Malformed}; an exception is taken for a bug of the format and refuses the session.
 *
 * @see FirstMessageFormats
 */
@FunctionalInterface
public interface FirstMessageFormat {
    /**
     * Reads a message.
     *
     * @param message the text as it was received, already within its limit
     * @return what was found, never {@link Extraction.Ambiguous} for one token; the source is
     *     {@link TokenSource#FIRST_MESSAGE}
     */
    Extraction read(String message);

    /**
     * Whether the message is the host's, too: its endpoint gets it once the session is admitted. A message that holds the
     * token and nothing else is not.
     *
     * @return false unless the format says otherwise
     */
    default boolean isForHost() {
        return false;
    }
}
