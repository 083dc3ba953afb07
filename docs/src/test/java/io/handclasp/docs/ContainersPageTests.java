package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.handclasp.core.testing.GeneratedRegion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of docs/containers.md say what the conformance suite saw in this build. */
class ContainersPageTests {
    private static final String PAGE = "docs/containers.md";
    private static final String NOT_RUN = "NOT RUN";
    private static final List<String> MODULES = List.of("tyrus", "tomcat10", "tomcat11", "jetty", "undertow");

    /** What one container's module wrote: the kind of a line, its head, and the result. */
    private record Line(String kind, String head, String result) {}

    private final Map<String, List<Line>> containers = new LinkedHashMap<>();

    ContainersPageTests() {
        for (String module : MODULES) {
            Path file = Repository.root().resolve("examples/containers/" + module + "/target/conformance.txt");
            if (!Files.exists(file)) {
                throw new IllegalStateException(file + " is missing: build the module first, with its tests");
            }
            List<String[]> lines = Repository.read(file)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .toList();
            containers.put(
                    lines.get(0)[1],
                    lines.stream().skip(1).map(ContainersPageTests::line).toList());
        }
    }

    private static Line line(String[] parts) {
        return parts.length == 3
                ? new Line(parts[0], parts[1], parts[2])
                : new Line(parts[0], parts[1] + " | " + parts[2], parts[3]);
    }

    @Test
    void promisesWhenSuiteRanThenAllHoldAndPageSaysSo() {
        assertThat(results("promise"))
                .isNotEmpty()
                .allSatisfy((promise, cells) -> assertThat(cells)
                        .as(promise)
                        .allMatch(cell -> cell.equals("holds") || cell.equals("no servlets")));
        GeneratedRegion.assertSays(PAGE, "promises", table("mode | promise", "promise"));
    }

    @Test
    void factsWhenSuiteRanThenPageSaysThem() {
        assertThat(results("fact"))
                .isNotEmpty()
                .allSatisfy((fact, cells) -> assertThat(cells).as(fact).doesNotContain(NOT_RUN));
        GeneratedRegion.assertSays(PAGE, "facts", table("what", "fact"));
    }

    @Test
    void pagesWhenBrowserIsThereThenAllContainersAreAlikeAndPageSaysIt() {
        Map<String, List<String>> pages = results("page");
        assumeTrue(
                pages.values().stream().anyMatch(cells -> cells.stream().anyMatch(cell -> !cell.equals(NOT_RUN))),
                "there is no Chromium here");
        StringBuilder table = new StringBuilder("| outcome | what the page sees |\n|---|---|\n");
        pages.forEach((page, cells) -> {
            List<String> seen = cells.stream()
                    .filter(cell -> !cell.equals(NOT_RUN))
                    .distinct()
                    .toList();
            assertThat(seen).as(page).hasSize(1);
            table.append("| ").append(page).append(" | ").append(seen.get(0)).append(" |\n");
        });
        GeneratedRegion.assertSays(PAGE, "pages", table.toString());
    }

    private Map<String, List<String>> results(String kind) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        containers
                .values()
                .forEach(lines -> lines.stream()
                        .filter(line -> line.kind().equals(kind))
                        .forEach(line -> rows.computeIfAbsent(line.head(), head -> new ArrayList<>())
                                .add(line.result())));
        assertThat(rows.values()).as("each container has a result").allMatch(cells -> cells.size() == MODULES.size());
        return rows;
    }

    private String table(String head, String kind) {
        String names = String.join(" | ", containers.keySet());
        String line = "|" + "---|".repeat(head.split(" \\| ").length + MODULES.size());
        return "| " + head + " | " + names + " |\n" + line + "\n"
                + results(kind).entrySet().stream()
                        .map(row -> "| " + row.getKey() + " | " + String.join(" | ", row.getValue()) + " |")
                        .collect(Collectors.joining("\n"));
    }
}
