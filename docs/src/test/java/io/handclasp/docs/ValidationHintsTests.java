package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The hints of the validator's checks lead to headings that are there, and each such heading is led to. */
class ValidationHintsTests {
    private static final Pattern HINT =
            Pattern.compile("CheckDocs\\s*\\.hint\\(.*?,\\s*\"([a-z0-9-]+)\"\\s*\\)", Pattern.DOTALL);
    private static final Pattern BAD_TOKEN = Pattern.compile("[A-Z_]+\\(\\s*\"([a-z0-9-]+)\",\\s*\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#### (\\S+)$");
    private static final Pattern ROW = Pattern.compile("\\[([a-z-]+)\\]\\(#([a-z-]+)\\) \\|");

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(hit -> hit.group(1)).collect(Collectors.toSet());
    }

    @Test
    void hintsWhenTheyNameAnAnchorThenThePageHasItAndNoOther() {
        String sources =
                Repository.javaFiles(Repository.mainSources("validator").resolve("io/handclasp/validator/checks"))
                        .stream()
                        .map(Repository::read)
                        .collect(Collectors.joining("\n"));
        Set<String> hinted = all(HINT, sources);
        // These take their anchor from the kind of bad token that they are about.
        hinted.addAll(all(BAD_TOKEN, sources));
        String page = Repository.read(Repository.root().resolve("docs/validation-checks.md"));

        assertThat(hinted).hasSizeGreaterThan(30);
        assertThat(all(HEADING, page)).isEqualTo(hinted);
        assertThat(hinted).containsAll(all(ROW, page));
    }
}
