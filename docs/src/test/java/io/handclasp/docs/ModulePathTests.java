package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published modules on a real module path, used by a host that is a module itself. */
class ModulePathTests {
    private static final Path CONSUMERS = Repository.root().resolve("docs/src/test/resources/consumers");

    private static final String WITHOUT_YAML =
            "YAML cannot be read without SnakeYAML Engine; add org.snakeyaml:snakeyaml-engine";

    @TempDir
    private Path directory;

    static Stream<String> published() {
        return Repository.PUBLISHED.stream();
    }

    @Test
    void runWhenHostIsPlainThenAllFiveModulesWork() throws Exception {
        ChildJvm.Ended ended = compileAndRun("plain", ModuleJars.published(), ModuleJars.needed());

        assertThat(ended.output().lines())
                .contains(
                        "module=consumer.plain",
                        "named=true",
                        // Tyrus, the client of the WebSocket probe, brings it along.
                        "jakarta=true",
                        "status=WARN",
                        "json={\"code\":\"a.b\",\"status\":\"PASS\",\"subject\":\"s\",\"message\":\"m\"}",
                        "good=alice",
                        "bad=HTTP 401",
                        "probe=PASS",
                        "config={heartbeat=Plain[text=30s, place=host],"
                                + " password=Sensitive[shown=[redacted], place=host]}",
                        "yaml baseline=" + WITHOUT_YAML,
                        "yaml source=UNKNOWN, exit code 1, could not be read: file: " + WITHOUT_YAML,
                        "phases=6");
        assertThat(ended.exitCode()).isZero();
    }

    /** SnakeYAML Engine is a module that nothing requires for good: the host names it, or it is not there. */
    @Test
    void runWhenHostAddsSnakeYamlThenYamlIsRead() throws Exception {
        Path classes = compile("plain", ModuleJars.published(), ModuleJars.needed());

        ChildJvm.Ended ended = ChildJvm.run(
                directory,
                List.of(
                        "--add-modules",
                        "org.snakeyaml.engine",
                        "--module-path",
                        String.join(
                                File.pathSeparator,
                                classes.toString(),
                                ModuleJars.published(),
                                ModuleJars.needed(),
                                ModuleJars.yaml()),
                        "--module",
                        "consumer.plain/consumer.Main"));

        assertThat(ended.output().lines())
                .contains("yaml baseline=read", "yaml source=PASS, exit code 0, is as it should be");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void runWhenHostHasJakartaApiThenItsEndpointsCanBeGuarded() throws Exception {
        ChildJvm.Ended ended =
                compileAndRun("jakarta", ModuleJars.published(), ModuleJars.needed(), ModuleJars.jakarta());

        assertThat(ended.output().lines()).contains("jakarta=true", "protocol=bearer");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void runWhenHostHasMicrometerThenHandshakesAreMeteredAndRecorded() throws Exception {
        ChildJvm.Ended ended =
                compileAndRun("observing", ModuleJars.published(), ModuleJars.needed(), ModuleJars.micrometer());

        assertThat(ended.output().lines())
                .contains("recorded=AUTHENTICATED", "health=UNKNOWN", "metered=1", "breaker closed=1.0");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void runWhenMicrometerIsMissingThenTheHostIsToldWhatToAddAndTheRestWorks() throws Exception {
        Path classes = compile("observing", ModuleJars.published(), ModuleJars.needed(), ModuleJars.micrometer());

        ChildJvm.Ended ended = run("observing", classes, ModuleJars.published(), ModuleJars.needed());

        assertThat(ended.output().lines())
                .contains("recorded=AUTHENTICATED", "health=UNKNOWN")
                .anySatisfy(line -> assertThat(line).startsWith("missing=").contains("io.micrometer:micrometer-core"));
        assertThat(ended.exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource("published")
    void jarWhenPublishedThenHoldsItsOwnMainClassesOnly(String module) {
        List<String> classes = ModuleJars.entries(ModuleJars.of(module)).stream()
                .filter(entry -> entry.endsWith(".class"))
                .toList();

        assertThat(classes)
                .contains("module-info.class")
                .hasSizeGreaterThan(2)
                .allSatisfy(entry -> assertThat(sourceOf(module, entry)).exists());
    }

    private static Path sourceOf(String module, String entry) {
        String type = entry.substring(0, entry.length() - ".class".length());
        int nested = type.indexOf('$');
        return Repository.mainSources(module).resolve((nested < 0 ? type : type.substring(0, nested)) + ".java");
    }

    private ChildJvm.Ended compileAndRun(String consumer, String... modulePath)
            throws IOException, InterruptedException {
        return run(consumer, compile(consumer, modulePath), modulePath);
    }

    private Path compile(String consumer, String... modulePath) throws IOException {
        String compilePath =
                String.join(File.pathSeparator, String.join(File.pathSeparator, modulePath), ModuleJars.annotations());
        Path classes = Files.createDirectory(directory.resolve("classes"));
        Compiler.compile(Repository.javaFiles(CONSUMERS.resolve(consumer)), classes, "--module-path", compilePath);
        return classes;
    }

    private ChildJvm.Ended run(String consumer, Path classes, String... modulePath)
            throws IOException, InterruptedException {
        return ChildJvm.run(
                directory,
                List.of(
                        "--module-path",
                        String.join(
                                File.pathSeparator, classes.toString(), String.join(File.pathSeparator, modulePath)),
                        "--module",
                        "consumer." + consumer + "/consumer.Main"));
    }
}
