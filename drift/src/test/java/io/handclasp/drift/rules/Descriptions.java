package io.handclasp.drift.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Descriptions of Cloud Run services. */
final class Descriptions {
    static final String V1 = read("cloudrun-v1.yaml");

    private Descriptions() {}

    private static String read(String name) {
        try (InputStream in = Descriptions.class.getResourceAsStream("/drift/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
