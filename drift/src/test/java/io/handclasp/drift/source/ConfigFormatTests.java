package io.handclasp.drift.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.UnreadableSourceException;
import io.handclasp.drift.document.DocumentLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFormatTests {
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(5), new ManualTimeSource());

    @TempDir
    private Path directory;

    private Map<String, ConfigValue> read(ConfigFormat format, String text) throws Exception {
        return ConfigSources.text("test", format, () -> text).read(deadline);
    }

    private static Map<String, String> shown(Map<String, ConfigValue> values) {
        Map<String, String> shown = new TreeMap<>();
        values.forEach((key, value) -> shown.put(key, value.shown() + " @" + value.place()));
        return shown;
    }

    @Test
    void propertiesWhenReadThenAsTheJdkReadsThemWithTheirLines() throws Exception {
        String text =
                "# comment\r\na=1\r\n  b : two \\\r\n   words\r\n! no\r\nc\\u0041 x\r\na=3\r\nempty\r\npath=C:\\\\dir\\\\\r\nz=9";

        assertThat(shown(read(ConfigFormat.PROPERTIES, text)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a", "3 @test:7",
                        "b", "two words @test:3",
                        "cA", "x @test:6",
                        "empty", " @test:8",
                        "path", "C:\\dir\\ @test:9",
                        "z", "9 @test:10"));
    }

    @Test
    void propertiesWhenEscapeIsBrokenThenLineIsTold() {
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> read(ConfigFormat.PROPERTIES, "a=1\npassword=\\uhunter2"))
                .withMessage("test:2: is not a property")
                .withNoCause();
    }

    @Test
    void dotEnvWhenReadThenQuotesCommentsAndLines() throws Exception {
        String text = "# c\nexport A=1 # why\nB='x # y'\nC=\"two\\nlines\nthree\"\nD=\nE=a#b\n\nF=last\r\nG=\"q\\\"q\"";

        assertThat(shown(read(ConfigFormat.DOT_ENV, text)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "A", "1 @test:2",
                        "B", "x # y @test:3",
                        "C", "two\nlines\nthree @test:4",
                        "D", " @test:6",
                        "E", "a#b @test:7",
                        "F", "last @test:9",
                        "G", "q\"q @test:10"));
    }

    @Test
    void dotEnvWhenBrokenThenLineIsToldAndNothingQuoted() {
        for (String text : new String[] {"A=1\nhunter2", "A=1\nB=\"hunter2", "A=1\nB='x' hunter2"}) {
            assertThatExceptionOfType(UnreadableSourceException.class)
                    .isThrownBy(() -> read(ConfigFormat.DOT_ENV, text))
                    .withMessageStartingWith("test:2: ")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
        }
    }

    @Test
    void yamlWhenReadThenFlattened() throws Exception {
        String text = "server:\n  port: 8080\n  hosts: [a, b]\n  none: []\n  null: ~\ndb:\n  password: hunter2\n";

        assertThat(shown(read(ConfigFormat.YAML, text)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "server.port", "8080 @test:2",
                        "server.hosts[0]", "a @test:3",
                        "server.hosts[1]", "b @test:3",
                        "server.none", "[] @test:4",
                        "server.null", " @test:5",
                        "db.password", "[redacted] @test:7"));
    }

    @Test
    void yamlWhenTwoWaysToOneNameThenRefused() {
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> read(ConfigFormat.YAML, "a:\n  b: 1\na.b: 2\n"))
                .withMessage("test:3: is a setting whose name, its parts joined, stands before");
    }

    @Test
    void yamlWhenAliasesNestDeeperThanWrittenThenRefused() {
        StringBuilder text = new StringBuilder("a0: &a0 {x: 1}\n");
        for (int i = 1; i < 50; i++) {
            text.append("a" + i + ": &a" + i + " {y: {z: *a" + (i - 1) + "}}\n");
        }

        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> read(ConfigFormat.YAML, text.toString()))
                .withMessageContaining("maxDepth, 64");
    }

    @Test
    void yamlWhenSeveralDocumentsThenRefused() {
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> read(ConfigFormat.YAML, "a: 1\n---\nb: 2\n"))
                .withMessage("test:3: holds several documents, must be one");
    }

    @Test
    void fileWhenReadThenKnowsFileAndLine() throws Exception {
        Path file = Files.writeString(directory.resolve("app.json"), "\uFEFF{\r\n \"a\": \"1\"\r\n}");

        ConfigValue value =
                ConfigSources.file(ConfigFormat.JSON, file).read(deadline).get("a");

        assertThat(value.place().source()).isEqualTo("app.json");
        assertThat(value.place().file()).contains(file.toString());
        assertThat(value.place().line()).hasValue(2);
    }

    @Test
    void fileWhenItCannotBeReadThenSaysWhy() throws Exception {
        Path missing = directory.resolve("none.yaml");
        Path latin = Files.write(directory.resolve("latin.yaml"), "a: é".getBytes(StandardCharsets.ISO_8859_1));
        Path large = Files.writeString(directory.resolve("large.env"), "A=" + "x".repeat(100));

        assertUnreadable(missing, ConfigFormat.YAML, "the file does not exist");
        assertUnreadable(latin, ConfigFormat.YAML, "latin.yaml:1: is not UTF-8");
        assertUnreadable(directory, ConfigFormat.YAML, "the file cannot be read");
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> ConfigSources.file(
                                ConfigFormat.DOT_ENV,
                                large,
                                DocumentLimits.standard().withMaxBytes(50))
                        .read(deadline))
                .withMessageEndingWith("is longer than maxBytes, 50");
    }

    private void assertUnreadable(Path file, ConfigFormat format, String words) {
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> ConfigSources.file(format, file).read(deadline))
                .withMessageContaining(words);
    }

    @Test
    void layeredWhenTwoHaveOneThenTheFirstWinsAndTellsItsOrigin() throws Exception {
        Map<String, ConfigValue> values = ConfigSources.layered(
                        "app",
                        ConfigSources.of("env", () -> Map.of("a", "1")),
                        ConfigSources.of("file", () -> Map.of("a", "2", "b", "3")))
                .read(deadline);

        assertThat(shown(values)).isEqualTo(Map.of("a", "1 @env", "b", "3 @file"));
    }

    @Test
    void layeredWhenALayerFailsThenTheWholeFailsAndNamesIt() {
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> ConfigSources.layered("app", ConfigSources.of("env", Map::of), limit -> {
                            throw new IllegalStateException("hunter2");
                        })
                        .read(deadline))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("failed with IllegalStateException")
                        .doesNotContain("hunter2"));
    }

    @Test
    void keyWhenItHoldsASecretThenTakenOutAndKeptApart() throws Exception {
        Map<String, ConfigValue> values = read(
                ConfigFormat.JSON,
                "{\"ghp_16C7e42F292c6912E7710c838347Ae178B4a\": \"x\", \"ghp_26C7e42F292c6912E7710c838347Ae178B4b\": \"y\"}");

        assertThat(values.keySet()).containsExactly("[redacted]", "[redacted] #2");
    }
}
