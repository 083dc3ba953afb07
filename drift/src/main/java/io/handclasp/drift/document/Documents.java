package io.handclasp.drift.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads JSON (RFC 8259) and YAML 1.2 documents from strangers. A key that stands twice in one map is refused, as is what
 * is beyond the limits. Without state; safe for use by many threads.
 */
public final class Documents {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Documents() {}

    /**
     * Decodes the bytes of a file.
     *
     * @param bytes text in UTF-8, with or without a byte order mark
     * @return the text without the mark
     * @throws DocumentException when it is something else: were it repaired, two values could become one
     */
    public static String decode(byte[] bytes) throws DocumentException {
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            throw new DocumentException(1, "is written in UTF-16, must be UTF-8");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return withoutMark(text);
        } catch (CharacterCodingException e) {
            // Its message holds a length only, but nothing that would help either.
            throw new DocumentException(lineOfFirstError(bytes), "is not UTF-8");
        }
    }

    /**
     * Leaves out a byte order mark, which a text that the host read itself may still have.
     *
     * @param text any text
     * @return the text without a mark at its beginning
     */
    public static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static int lineOfFirstError(byte[] bytes) {
        String repaired = new String(bytes, StandardCharsets.UTF_8);
        int error = repaired.indexOf('\uFFFD');
        return (int) repaired.substring(0, Math.max(0, error))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }

    /**
     * Reads one JSON document.
     *
     * @param text the text
     * @param limits how much is read
     * @return the document
     * @throws DocumentException when it is no JSON or beyond a limit
     * @throws IllegalStateException when the JSON provider is missing; names the artifact
     */
    public static Node json(String text, DocumentLimits limits) throws DocumentException {
        requireLength(text, limits);
        return JsonDocument.read(text, limits);
    }

    /**
     * Reads a stream of YAML documents. Tags other than those of the core schema, and merge keys, are refused.
     *
     * @param text the text
     * @param limits how much is read, of all documents together
     * @return the documents, empty ones left out
     * @throws DocumentException when it is no YAML or beyond a limit
     * @throws IllegalStateException when SnakeYAML Engine is missing; names the artifact
     */
    public static List<Node> yaml(String text, DocumentLimits limits) throws DocumentException {
        requireLength(text, limits);
        return YamlSupport.read(text, limits);
    }

    /**
     * Reads JSON when the first sign is a brace or a bracket, else YAML.
     *
     * @param text the text
     * @param limits how much is read
     * @return the documents
     * @throws DocumentException when it is neither or beyond a limit
     * @throws IllegalStateException when the parser is missing; names the artifact
     */
    public static List<Node> jsonOrYaml(String text, DocumentLimits limits) throws DocumentException {
        String start = text.stripLeading();
        boolean json = start.startsWith("{") || start.startsWith("[");
        return json ? List.of(json(text, limits)) : yaml(text, limits);
    }

    private static void requireLength(String text, DocumentLimits limits) throws DocumentException {
        if (text.length() > limits.maxBytes()) {
            throw new DocumentException(0, "is longer than maxBytes, " + limits.maxBytes());
        }
    }
}
