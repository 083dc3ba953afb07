package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the checkout, before anything is compiled. */
class SourceTreeTests {
    private static final List<String> TOP_LEVEL = List.of(
            "pom.xml",
            "core",
            "websocket-auth",
            "probes",
            "drift",
            "validator",
            "examples",
            "docs",
            "LICENSE",
            "README.md");

    @Test
    void topLevelWhenListedThenNothingButWhatBelongsThere() throws IOException {
        try (Stream<Path> entries = Files.list(Repository.root())) {
            assertThat(entries.map(entry -> entry.getFileName().toString())
                            .filter(name -> !name.startsWith("."))
                            .filter(name -> !name.equals("target")))
                    .containsExactlyInAnyOrderElementsOf(TOP_LEVEL);
        }
    }

    @Test
    void modulesWhenListedByPomsThenThePublishedOnesComeFirst() {
        assertThat(Repository.modules())
                .startsWith(Repository.PUBLISHED.toArray(String[]::new))
                .endsWith("docs");
    }

    @Test
    void mainSourcesWhenDirectoryHoldsTypesThenItHasPackageInfo() {
        Set<Path> directories = Repository.modules().stream()
                .flatMap(module -> Repository.javaFiles(Repository.mainSources(module)).stream())
                .filter(file -> !file.endsWith("module-info.java"))
                .map(Path::getParent)
                .collect(Collectors.toSet());

        assertThat(directories)
                .hasSizeGreaterThan(Repository.PUBLISHED.size())
                .allSatisfy(directory ->
                        assertThat(directory.resolve("package-info.java")).exists());
    }

    @Test
    void mainSourcesWhenModulePublishedThenItHasModuleInfo() {
        assertThat(Repository.PUBLISHED)
                .allSatisfy(module -> assertThat(Repository.mainSources(module).resolve("module-info.java"))
                        .exists());
    }

    @Test
    void testClassesWhenNamedThenTheBuildRunsThem() {
        // Surefire runs *Tests; a class of tests with another name would never fail.
        List<Path> unseen = Repository.modules().stream()
                .flatMap(module -> Repository.javaFiles(Repository.testSources(module)).stream())
                .filter(file -> !file.getFileName().toString().endsWith("Tests.java"))
                .filter(file -> Stream.of("@Test\n", "@Property\n", "@ParameterizedTest\n", "@TestFactory\n")
                        .anyMatch(Repository.read(file)::contains))
                // A contract: the classes that extend it are run.
                .filter(file -> !Repository.read(file).contains("abstract class "))
                .toList();

        assertThat(unseen).isEmpty();
    }
}
