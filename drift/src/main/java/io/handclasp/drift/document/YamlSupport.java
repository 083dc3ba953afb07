package io.handclasp.drift.document;

import java.util.List;

/** Keeps the types of SnakeYAML Engine away from hosts that do not have it. */
final class YamlSupport {
    private static final String ARTIFACT = "org.snakeyaml:snakeyaml-engine";

    private YamlSupport() {}

    static List<Node> read(String text, DocumentLimits limits) throws DocumentException {
        try {
            return new YamlDocuments(limits).read(text);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("YAML cannot be read without SnakeYAML Engine; add " + ARTIFACT, e);
        }
    }
}
