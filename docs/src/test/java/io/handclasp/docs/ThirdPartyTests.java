package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.GeneratedRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users get with the published modules: these libraries, under these licences, and none beside. */
class ThirdPartyTests {
    private static final Set<String> ALLOWED = Set.of("Apache-2.0", "MIT", "EPL-2.0");

    /** A choice beside EPL-2.0, never alone. */
    private static final Set<String> CHOICES =
            Set.of("GNU General Public License, version 2 with the GNU Classpath Exception");

    private static final List<String> CORE = List.of(
            "org.slf4j:slf4j-api",
            "jakarta.json:jakarta.json-api",
            "org.eclipse.parsson:parsson",
            "org.jspecify:jspecify");
    private static final List<String> WEBSOCKET_AUTH = and(
            CORE,
            "com.nimbusds:nimbus-jose-jwt",
            "io.github.resilience4j:resilience4j-circuitbreaker",
            "io.github.resilience4j:resilience4j-core",
            "com.github.ben-manes.caffeine:caffeine");
    private static final List<String> PROBES = and(
            CORE,
            "com.nimbusds:nimbus-jose-jwt",
            "org.glassfish.tyrus:tyrus-client",
            "org.glassfish.tyrus:tyrus-core",
            "org.glassfish.tyrus:tyrus-spi",
            "org.glassfish.tyrus:tyrus-container-jdk-client",
            "jakarta.websocket:jakarta.websocket-api",
            "jakarta.websocket:jakarta.websocket-client-api");
    private static final List<String> JUNIT = List.of(
            "org.junit.jupiter:junit-jupiter-api",
            "org.junit.platform:junit-platform-commons",
            "org.opentest4j:opentest4j",
            "org.apiguardian:apiguardian-api");

    /** What each module may bring: the design's table, and what the libraries of that table need. */
    private static final Map<String, List<String>> WANTED = Map.of(
            "core",
            CORE,
            "websocket-auth",
            WEBSOCKET_AUTH,
            "websocket-auth/jcache",
            and(WEBSOCKET_AUTH, "javax.cache:cache-api"),
            "probes",
            PROBES,
            "drift",
            and(CORE, "org.snakeyaml:snakeyaml-engine"),
            "validator",
            Stream.of(WEBSOCKET_AUTH, PROBES, JUNIT)
                    .flatMap(List::stream)
                    .distinct()
                    .toList());

    private static List<String> and(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    static List<String> published() {
        return Repository.PUBLISHED;
    }

    @ParameterizedTest
    @MethodSource("published")
    void sbomWhenReadThenItNamesWhatTheDesignAllowsAndNothingElse(String module) {
        assertThat(foreign(module).map(Sbom.Library::name))
                .containsExactlyInAnyOrderElementsOf(WANTED.getOrDefault(module, List.of()));
    }

    @ParameterizedTest
    @MethodSource("published")
    void licencesWhenReadThenAllAreOnTheList(String module) {
        assertThat(foreign(module)).isNotEmpty().allSatisfy(library -> {
            assertThat(library.licenses()).as(library.name()).anyMatch(ALLOWED::contains);
            assertThat(library.licenses())
                    .as(library.name())
                    .allMatch(license -> ALLOWED.contains(license) || CHOICES.contains(license));
        });
    }

    @Test
    void pageWhenModulesArePackagedThenItListsTheirLibraries() {
        Map<String, List<String>> licenses = new TreeMap<>();
        Map<String, Set<String>> modules = new TreeMap<>();
        for (String module : Repository.PUBLISHED) {
            foreign(module).forEach(library -> {
                licenses.put(library.name(), library.licenses());
                modules.computeIfAbsent(library.name(), name -> new TreeSet<>()).add(module);
            });
        }
        StringBuilder table = new StringBuilder("| library | licence | comes with |\n|---|---|---|");
        licenses.forEach((name, texts) -> table.append("\n| `%s` | %s | %s |"
                .formatted(name, String.join(" or ", texts), String.join(", ", modules.get(name)))));
        GeneratedRegion.assertSays("docs/third-party.md", "third-party", table.toString());
    }

    private static Stream<Sbom.Library> foreign(String module) {
        return Sbom.libraries(module).stream().filter(library -> !library.name().startsWith("io.handclasp:"));
    }
}
