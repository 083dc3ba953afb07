package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fuzz target without a fuzzer: its seeds, and every input that a fuzzer ever broke it with. */
class ExtractionFuzzTests {
    static List<Path> seeds() throws IOException, URISyntaxException {
        Path directory = Path.of(
                ExtractionFuzzTests.class.getResource("/fuzz/extraction").toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fuzzerTestOneInputWhenSeedThenEveryPromiseIsKept(Path seed) throws IOException {
        byte[] input = Files.readAllBytes(seed);
        assertThatCode(() -> ExtractionFuzz.fuzzerTestOneInput(input)).doesNotThrowAnyException();
    }

    @Test
    void seedsWhenListedThenOneForEachCarrier() throws Exception {
        assertThat(seeds())
                .extracting(seed -> seed.getFileName().toString())
                .contains(
                        "bearer",
                        "cookie",
                        "first-message",
                        "forwarded",
                        "header",
                        "jupyter",
                        "jwt",
                        "kubernetes",
                        "quarkus",
                        "query");
    }

    /** Every place of a seed is cut, doubled and changed. */
    @Property(tries = 300)
    void fuzzerTestOneInputWhenASeedIsDamagedThenEveryPromiseIsKept(
            @ForAll int which, @ForAll int place, @ForAll @Size(max = 4) byte[] inserted) throws Exception {
        List<Path> seeds = seeds();
        byte[] seed = Files.readAllBytes(seeds.get(Math.floorMod(which, seeds.size())));
        int at = Math.floorMod(place, seed.length);
        String head = new String(seed, 0, at, StandardCharsets.ISO_8859_1);
        String tail = new String(seed, at, seed.length - at, StandardCharsets.ISO_8859_1);
        String middle = new String(inserted, StandardCharsets.ISO_8859_1);
        for (String damaged :
                List.of(head, tail, head + middle + tail, head + middle + tail.substring(1), head + tail + tail)) {
            ExtractionFuzz.fuzzerTestOneInput(damaged.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
