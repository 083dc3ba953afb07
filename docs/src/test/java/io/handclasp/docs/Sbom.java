package io.handclasp.docs;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The bill of materials of a module, as the CycloneDX plugin wrote it. */
final class Sbom {
    /**
     * A library.
     *
     * @param name group and artifact
     * @param licenses what its POM names, SPDX identifiers where they are known
     */
    record Library(String name, List<String> licenses) {}

    private Sbom() {}

    static List<Library> libraries(String module) {
        Path file = Repository.root().resolve(module + "/target/sbom.json");
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is missing: package the module first");
        }
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            return reader.readObject().getJsonArray("components").getValuesAs(JsonObject.class).stream()
                    .map(Sbom::library)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Library library(JsonObject component) {
        Stream<JsonObject> licenses = component.containsKey("licenses")
                ? component.getJsonArray("licenses").getValuesAs(JsonObject.class).stream()
                : Stream.of();
        return new Library(
                component.getString("group") + ":" + component.getString("name"),
                licenses.map(Sbom::license).toList());
    }

    private static String license(JsonObject choice) {
        JsonObject license = choice.getJsonObject("license");
        return license == null
                ? choice.getString("expression")
                : license.getString("id", license.getString("name", "no name"));
    }
}
