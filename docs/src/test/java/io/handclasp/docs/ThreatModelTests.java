package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each threat names a test, and the tests that are named exist. */
class ThreatModelTests {
    private static final MarkdownPage PAGE = MarkdownPage.read(Repository.root().resolve("docs/threat-model.md"));
    private static final String TEST = "[A-Z][A-Za-z0-9]*(Tests|Contract)(#[a-z][A-Za-z0-9]*)?";

    private static Map<String, Path> sources() {
        Map<String, Path> sources = new HashMap<>();
        Stream.of("core", "websocket-auth", "examples", "docs")
                .flatMap(module -> Repository.javaFiles(Repository.root().resolve(module)).stream())
                .forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), file));
        return sources;
    }

    @Test
    void testsWhenNamedThenTheyExist() {
        Map<String, Path> sources = sources();
        List<String> named =
                PAGE.inlineCode().stream().filter(code -> code.matches(TEST)).toList();

        assertThat(named).hasSizeGreaterThan(30).allSatisfy(name -> {
            String[] parts = name.split("#", 2);
            assertThat(sources).containsKey(parts[0]);
            if (parts.length == 2) {
                assertThat(Repository.read(sources.get(parts[0]))).contains("void " + parts[1] + "(");
            }
        });
    }

    @Test
    void rowsWhenTheyNameAThreatThenATestShowsItsGuard() {
        List<String> rows = Repository.read(Repository.root().resolve("docs/threat-model.md"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| entry "))
                .toList();

        assertThat(rows).hasSizeGreaterThan(30).allSatisfy(row -> {
            String[] cells = row.split("\\|", -1);
            assertThat(cells).hasSize(6);
            assertThat(cells[4].strip()).matches("(`" + TEST + "`(, )?)+");
        });
    }
}
