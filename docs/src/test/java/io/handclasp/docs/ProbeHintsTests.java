package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The hints of probes lead to headings that are there, and each such heading is led to. */
class ProbeHintsTests {
    private static final Pattern WORDS = Pattern.compile("\"([a-z0-9]+(?:-[a-z0-9]+)*)\"");
    private static final Pattern HINT_HEADING = Pattern.compile("(?m)^#### (\\S+)$");
    /** Where an anchor stands last: the end of a hint, of an enum constant, or of a call that makes one. */
    private static final Pattern ANCHOR =
            Pattern.compile("\"([a-z0-9]+(?:-[a-z0-9]+)*)\"\\)?,?\\s*(?:\\)|\\),|phases\\)|;)");

    private static String sources() {
        return Repository.javaFiles(Repository.mainSources("probes")).stream()
                .map(Repository::read)
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult hit) -> hit.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void headingsWhenForHintsThenEachIsUsedByAProbe() {
        String page = Repository.read(Repository.root().resolve("docs/probes.md"));

        assertThat(all(WORDS, sources())).containsAll(all(HINT_HEADING, page));
    }

    @Test
    void hintsWhenTheyNameAnAnchorThenThePageHasIt() {
        Set<String> headings =
                MarkdownPage.read(Repository.root().resolve("docs/probes.md")).anchors();
        Set<String> hinted = all(ANCHOR, sources()).stream()
                .filter(word -> word.indexOf('-') > 0)
                .filter(word -> !Set.of("content-length", "transfer-encoding", "accept-encoding")
                        .contains(word))
                .filter(word ->
                        !Set.of("first-byte", "good-token", "forged-token").contains(word))
                .collect(Collectors.toSet());

        assertThat(hinted).hasSizeGreaterThan(40);
        assertThat(headings).containsAll(hinted);
    }
}
