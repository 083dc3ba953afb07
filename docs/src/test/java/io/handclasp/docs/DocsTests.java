package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the pages say is so: their code is tested code, their links lead somewhere, their commands name what is there. */
class DocsTests {
    private static final Path README = Repository.root().resolve("README.md");

    static Stream<MarkdownPage> pages() {
        Path docs = Repository.root().resolve("docs");
        List<Path> below = Repository.files(
                docs, file -> file.toString().endsWith(".md") && !file.startsWith(docs.resolve("target")));
        return Stream.concat(Stream.of(README), below.stream()).map(MarkdownPage::read);
    }

    @Test
    void pagesWhenListedThenTheKnownOnesAreAmongThem() {
        assertThat(pages().map(MarkdownPage::toString))
                .contains(
                        "README.md",
                        "docs/getting-started.md",
                        "docs/architecture.md",
                        "docs/contributing.md",
                        "docs/changelog.md");
    }

    @Test
    void javaBlocksWhenShownThenEqualToTestedRegions() {
        Map<String, String> regions = Snippets.all();
        Set<String> shown = new HashSet<>();
        pages().forEach(page -> page.blocks("java").forEach(block -> {
            assertThat(regions)
                    .as("%s: a java block without a known region", page)
                    .containsKey(block.snippet());
            assertThat(Snippets.normalised(block.text()))
                    .as("%s: %s", page, block.snippet())
                    .isEqualTo(regions.get(block.snippet()));
            shown.add(block.snippet());
        }));

        assertThat(shown)
                .as("every region is shown somewhere")
                .isEqualTo(regions.keySet())
                .hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void blocksWhenFencedThenSayTheirLanguage(MarkdownPage page) {
        assertThat(page.blocks())
                .allSatisfy(block -> assertThat(block.language())
                        .isIn("java", "xml", "sh", "text", "json", "js", "http", "yaml", "properties"));
    }

    @Test
    void readmeWhenItShowsCodeThenOneRunnableExampleWithinThirtyLines() {
        List<MarkdownPage.Block> java = MarkdownPage.read(README).blocks("java");

        assertThat(java).hasSize(1);
        assertThat(java.get(0).text()).contains("public static void main(");
        assertThat(java.get(0).text().lines()).hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void xmlBlocksWhenTheyNameArtifactsThenThoseOfThisVersion() {
        Set<String> artifacts = Stream.concat(
                        Stream.of("core/bom/"), Repository.PUBLISHED.stream().map(path -> path + "/"))
                .map(path -> Repository.ofProject(Repository.pom(path), "artifactId"))
                .collect(Collectors.toSet());
        List<Element> dependencies = pages().flatMap(page -> page.blocks("xml").stream())
                .flatMap(block -> dependencies(block.text()))
                .toList();

        assertThat(dependencies).isNotEmpty().allSatisfy(dependency -> {
            assertThat(text(dependency, "groupId")).isEqualTo("io.handclasp");
            assertThat(text(dependency, "artifactId")).isIn(artifacts);
            assertThat(text(dependency, "version")).isEqualTo(Repository.version());
        });
    }

    private static Stream<Element> dependencies(String xml) {
        try {
            NodeList found = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<page>" + xml + "</page>")))
                    .getElementsByTagName("dependency");
            return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1).map(i -> (Element) found.item(i));
        } catch (Exception e) {
            throw new AssertionError("not XML: " + xml, e);
        }
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksWhenRelativeThenLeadToFilesAndHeadings(MarkdownPage page) {
        assertThat(page.links()).as("a page links to another").isNotEmpty().allSatisfy(link -> {
            if (link.matches("[a-z]+:.*")) {
                assertThat(link).startsWith("https://");
                return;
            }
            int hash = link.indexOf('#');
            Path target = hash == 0 ? page.file() : target(page, hash < 0 ? link : link.substring(0, hash));
            assertThat(target).exists();
            assertThat(target).startsWith(Repository.root());
            if (hash >= 0) {
                assertThat(MarkdownPage.read(target).anchors()).contains(link.substring(hash + 1));
            }
        });
    }

    private static Path target(MarkdownPage page, String link) {
        return page.file().getParent().resolve(link).normalize();
    }

    @Test
    void pagesWhenReaderStartsAtReadmeThenAllCanBeReached() {
        Set<Path> reached = new HashSet<>(Set.of(README));
        Deque<Path> toVisit = new ArrayDeque<>(reached);
        while (!toVisit.isEmpty()) {
            MarkdownPage page = MarkdownPage.read(toVisit.remove());
            page.links().stream()
                    .filter(link -> !link.matches("[a-z]+:.*|#.*"))
                    .map(link -> target(page, link.replaceFirst("#.*", "")))
                    .filter(target -> target.toString().endsWith(".md") && Files.exists(target))
                    .filter(reached::add)
                    .forEach(toVisit::add);
        }

        assertThat(reached).containsAll(pages().map(MarkdownPage::file).toList());
    }

    @Test
    void commandsWhenTheyCallMavenThenModulesProfilesAndClassesAreThere() {
        List<MavenCommand> commands = pages().flatMap(page -> Stream.concat(
                        page.blocks("sh").stream().flatMap(block -> block.text().lines()), page.inlineCode().stream()))
                .filter(text -> text.startsWith("mvn "))
                .map(MavenCommand::parse)
                .toList();

        assertThat(commands).hasSizeGreaterThan(2).allSatisfy(command -> {
            assertThat(Repository.modulesAndParents()).containsAll(command.modules());
            assertThat(Repository.profiles()).containsAll(command.profiles());
        });
    }

    @Test
    void readmeWhenReadThenItsFirstBlockHoldsTheTwoCommands() {
        MarkdownPage.Block first = MarkdownPage.read(README).blocks().get(0);

        assertThat(first.language()).isEqualTo("sh");
        assertThat(first.text().lines().filter(line -> !line.isBlank() && !line.startsWith("#")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("examples/quickstart"))
                .endsWith("mvn -B verify");
    }

    @Test
    void architectureWhenItListsPackagesThenAllThatAreExportedAndNoOthers() {
        Set<String> listed = MarkdownPage.read(Repository.root().resolve("docs/architecture.md")).inlineCode().stream()
                .filter(code -> code.matches("io\\.handclasp\\.[a-z.]+"))
                .collect(Collectors.toSet());
        Set<String> exported = Repository.PUBLISHED.stream()
                .flatMap(module -> Repository.exportedPackages(module).stream())
                .collect(Collectors.toSet());

        assertThat(listed).isEqualTo(exported);
    }

    @Test
    void decisionsWhenWrittenThenNumberedWithoutGapsAndInOneForm() {
        List<Path> decisions = Repository.files(Repository.root().resolve("docs/decisions"), file -> true);

        assertThat(decisions).isNotEmpty();
        for (int i = 0; i < decisions.size(); i++) {
            Path decision = decisions.get(i);
            assertThat(decision.getFileName().toString()).matches("%04d-[a-z0-9-]+\\.md".formatted(i + 1));
            assertThat(MarkdownPage.read(decision).anchors()).contains("context", "decision", "consequences");
        }
    }
}
