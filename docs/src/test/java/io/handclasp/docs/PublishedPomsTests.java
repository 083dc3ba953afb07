package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What the poms say about what is published. The enforcer holds the rest of the metadata to what Maven Central asks: it sees
 * what a module inherits; a test sees what it says itself.
 */
class PublishedPomsTests {
    private static final String BOM = "core/bom";

    @Test
    void bomWhenReadThenItListsThePublishedModulesAndNoOthers() {
        List<String> published = Repository.PUBLISHED.stream()
                .map(module -> Repository.ofProject(Repository.pom(module + "/"), "artifactId"))
                .toList();

        assertThat(texts(dependencies(Repository.pom(BOM + "/")), "artifactId")).containsExactlyElementsOf(published);
    }

    @Test
    void bomWhenPublishedThenItHasNoParentAndNamesNoOtherLibrary() {
        Path file = Repository.root().resolve(BOM + "/target/bom.xml");
        assertThat(file).as("what the flatten plugin made").exists();
        Document bom = Repository.xml(file);

        assertThat(bom.getElementsByTagName("parent").getLength()).isZero();
        assertThat(bom.getElementsByTagName("properties").getLength()).isZero();
        assertThat(texts(dependencies(bom), "groupId"))
                .hasSize(Repository.PUBLISHED.size())
                .containsOnly("io.handclasp");
        assertThat(texts(dependencies(bom), "version")).containsOnly("${project.version}");
        assertThat(Repository.ofProject(bom, "version")).isEqualTo(Repository.version());
        for (String wanted : List.of("name", "description", "url", "licenses", "developers", "scm")) {
            assertThat(Repository.ofProject(bom, wanted)).as(wanted).isNotBlank();
        }
    }

    @Test
    void publishedModulesWhenReadThenEachSaysItsOwnNameAndDescription() {
        Set<String> names = new TreeSet<>();
        Set<String> descriptions = new TreeSet<>();
        for (String module : Repository.PUBLISHED) {
            names.add(Repository.ofProject(Repository.pom(module + "/"), "name"));
            descriptions.add(Repository.ofProject(Repository.pom(module + "/"), "description"));
        }

        assertThat(names).hasSameSizeAs(Repository.PUBLISHED);
        assertThat(descriptions).hasSameSizeAs(Repository.PUBLISHED);
    }

    @Test
    void modulesWhenNotPublishedThenTheyAreNotDeployed() {
        for (String module : Repository.modules()) {
            boolean published = Repository.PUBLISHED.contains(module) || module.equals(BOM);

            assertThat(deployed(module)).as(module).isEqualTo(published);
        }
    }

    /** Whether neither a module nor a module above it skips the deployment. */
    private static boolean deployed(String module) {
        for (Path path = Path.of(module); path != null; path = path.getParent()) {
            if (Files.exists(Repository.root().resolve(path).resolve("pom.xml"))) {
                NodeList skip = Repository.pom(path + "/").getElementsByTagName("maven.deploy.skip");
                if (skip.getLength() > 0 && skip.item(0).getTextContent().equals("true")) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Element> dependencies(Document pom) {
        NodeList found = pom.getElementsByTagName("dependency");
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static List<String> texts(List<Element> elements, String name) {
        return elements.stream()
                .map(element -> element.getElementsByTagName(name).item(0).getTextContent())
                .toList();
    }
}
