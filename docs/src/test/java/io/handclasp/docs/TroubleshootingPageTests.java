package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.drift.DriftStatus;
import io.handclasp.probes.Ending;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.RunEnding;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/troubleshooting.md names each word that the code says when something is wrong, and none that it does not say. */
class TroubleshootingPageTests {
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| ([^|]+) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern FINDING = Pattern.compile("Finding\\.of\\(\\s*\"([a-z]+\\.[a-z-]+)\"");

    private final String page = Repository.read(Repository.root().resolve("docs/troubleshooting.md"));

    @TestFactory
    Stream<DynamicTest> sectionWhenItListsAnEnumThenEachConstantAndNoOther() {
        Map<String, Enum<?>[]> sections = Map.of(
                "Why a token is refused", RejectReason.values(),
                "Why there is no verdict", UnavailableReason.values(),
                "Endings of probes", Ending.values(),
                "States of drift", DriftStatus.values(),
                "States of checks", CheckState.values(),
                "Endings of runs", RunEnding.values());
        return sections.entrySet().stream()
                .map(section -> DynamicTest.dynamicTest(
                        section.getKey(),
                        () -> assertThat(named(section.getKey()))
                                .containsExactlyInAnyOrderElementsOf(Arrays.stream(section.getValue())
                                        .map(Enum::name)
                                        .toList())));
    }

    @Test
    void closeCodesWhenListedThenThoseOfReasonsAndOfRefusalsWithoutOne() {
        Stream<String> ofReasons = Arrays.stream(RejectReason.values()).map(reason -> "" + reason.closeCode());

        assertThat(named("Close codes"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(ofReasons, Stream.of("1008", "1011", "1013"))
                        .collect(Collectors.toSet()));
    }

    /** Two codes are put together from a state; drift.recorded only cleans texts and is shown to nobody. */
    @Test
    void findingsWhenMadeWithACodeThenListedAndNoOther() {
        assertThat(named("Findings about logins and health"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of("health.down", "health.unknown"), codes())
                        .filter(code -> !code.equals("drift.recorded"))
                        .collect(Collectors.toSet()));
    }

    private static Stream<String> codes() {
        return Repository.PUBLISHED.stream()
                .flatMap(module -> Repository.javaFiles(Repository.mainSources(module)).stream())
                .flatMap(file -> FINDING.matcher(Repository.read(file)).results())
                .map(hit -> hit.group(1));
    }

    private Stream<String> rows(String heading) {
        int start = page.indexOf("\n## " + heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        return FIRST_CELL
                .matcher(page.substring(start, end < 0 ? page.length() : end))
                .results()
                .map(hit -> hit.group(1));
    }

    private List<String> named(String heading) {
        return rows(heading)
                .flatMap(cell -> CODE.matcher(cell).results().map(hit -> hit.group(1)))
                .toList();
    }
}
