package io.handclasp.examples.quickstart.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** How the platform describes the agent's service: a document as Cloud Run exports it. */
final class CloudRunDescription {
    private static final String RESOURCE = "/cloud-run.yaml";

    private CloudRunDescription() {}

    static String filledWith(Map<String, String> values) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(CloudRunDescription.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("{" + value.getKey() + "}", value.getValue());
            }
            return text;
        }
    }
}
