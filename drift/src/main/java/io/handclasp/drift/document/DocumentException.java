package io.handclasp.drift.document;

import io.handclasp.drift.SecretText;

/**
 * A document could not be read. The message says where and what was wrong, and quotes nothing of the document; it has no
 * cause, since parsers quote what they cannot read.
 */
public final class DocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String problem;

    /**
     * Makes the exception.
     *
     * @param line where it went wrong, from 1; 0 when that is not known
     * @param problem what was wrong; nothing of the document
     */
    public DocumentException(int line, String problem) {
        super(line > 0 ? "line " + line + ": " + SecretText.scrub(problem) : SecretText.scrub(problem));
        this.line = line;
        this.problem = SecretText.scrub(problem);
    }

    /**
     * Where it went wrong.
     *
     * @return the line, from 1; 0 when that is not known
     */
    public int line() {
        return line;
    }

    /**
     * What was wrong, without the line.
     *
     * @return a text that quotes nothing of the document
     */
    public String problem() {
        return problem;
    }
}
