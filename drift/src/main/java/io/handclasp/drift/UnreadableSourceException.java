package io.handclasp.drift;

/**
 * A source could not be read. The message names the source, the place and what was wrong, and quotes nothing of what was
 * read, since that may be secret. It has no cause for the same reason: parsers quote what they cannot read.
 */
public final class UnreadableSourceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Where it went wrong; not written out with the exception, the message says it already. */
    private final transient Place place;

    /**
     * Makes the exception.
     *
     * @param place where it went wrong
     * @param problem what was wrong, in words of the library's own; scrubbed
     */
    public UnreadableSourceException(Place place, String problem) {
        super(place + ": " + SecretText.scrub(problem));
        this.place = place;
    }

    /**
     * Where it went wrong.
     *
     * @return the place
     */
    public Place place() {
        return place;
    }
}
