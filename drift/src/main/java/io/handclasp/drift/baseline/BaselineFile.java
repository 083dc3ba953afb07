package io.handclasp.drift.baseline;

import io.handclasp.drift.SecretText;
import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.DocumentLimits;
import io.handclasp.drift.document.Documents;
import io.handclasp.drift.document.Node;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Baselines as files in JSON or YAML; docs/drift.md has the schema. A field that is not known is refused, with the nearest
 * one that is. Rules over several settings are written in Java and added to the builder.
 */
public final class BaselineFile {
    private BaselineFile() {}

    /**
     * Reads a file.
     *
     * @param file a file in UTF-8, JSON or YAML
     * @return a builder with what it says, to which rules can be added
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when it does not follow the schema; the message names the file, the line and what is
     *     accepted
     * @throws IllegalStateException when it is YAML and SnakeYAML Engine is missing; names the artifact
     */
    public static BaselineBuilder read(Path file) throws IOException {
        DocumentLimits limits = DocumentLimits.standard();
        String name = SecretText.key(String.valueOf(file.getFileName()));
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limits.maxBytes() + 1);
            if (bytes.length > limits.maxBytes()) {
                throw new IllegalArgumentException(name + ": is longer than maxBytes, " + limits.maxBytes());
            }
            return parse(name, Documents.decode(bytes));
        } catch (DocumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage());
        }
    }

    /**
     * Reads a text.
     *
     * @param origin names the text in messages
     * @param text JSON or YAML
     * @return a builder with what it says
     * @throws IllegalArgumentException when it does not follow the schema
     * @throws IllegalStateException when it is YAML and SnakeYAML Engine is missing; names the artifact
     */
    public static BaselineBuilder parse(String origin, String text) {
        try {
            List<Node> documents = Documents.jsonOrYaml(Documents.withoutMark(text), DocumentLimits.standard());
            if (documents.size() != 1) {
                throw new DocumentException(1, "holds " + documents.size() + " documents, must be one");
            }
            return new BaselineReader().read(documents.get(0));
        } catch (DocumentException e) {
            // Without the cause: the message says all there is, and has nothing of the document but names of fields.
            throw new IllegalArgumentException(SecretText.key(origin) + ": " + e.getMessage());
        }
    }

    /**
     * Writes a baseline, for example a captured one. Of a secret, the fingerprint under the host's key is written; without
     * a key, only that it must be there.
     *
     * @param baseline a baseline without rules over several settings
     * @param secretKey the host's key
     * @return the document
     * @throws IllegalArgumentException when there are rules over several settings, which cannot be written
     */
    public static JsonObject toJson(Baseline baseline, Optional<SecretKey> secretKey) {
        return new BaselineWriter(secretKey).write(baseline);
    }
}
