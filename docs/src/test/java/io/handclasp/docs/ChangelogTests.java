package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/changelog.md has the form of Keep a Changelog: the release scripts read the last version from it. */
class ChangelogTests {
    private static final Pattern RELEASE = Pattern.compile("## \\[(\\d+\\.\\d+\\.\\d+)\\] - (\\d{4}-\\d{2}-\\d{2})");
    private static final List<String> KINDS =
            List.of("### Added", "### Changed", "### Deprecated", "### Removed", "### Fixed", "### Security");

    private final List<String> headings = Repository.read(Repository.root().resolve("docs/changelog.md"))
            .lines()
            .filter(line -> line.startsWith("#"))
            .toList();

    @Test
    void headingsWhenReadThenUnreleasedFirstAndThenVersionsFromNewToOld() {
        List<Version> versions = new ArrayList<>();
        List<LocalDate> dates = new ArrayList<>();
        List<String> chapters =
                headings.stream().filter(line -> line.startsWith("## ")).toList();
        for (String chapter : chapters.subList(1, chapters.size())) {
            Matcher release = RELEASE.matcher(chapter);
            assertThat(release.matches()).as(chapter).isTrue();
            versions.add(Version.parse(release.group(1)));
            dates.add(LocalDate.parse(release.group(2)));
        }

        assertThat(headings.get(0)).isEqualTo("# Changelog");
        assertThat(chapters.get(0)).isEqualTo("## [Unreleased]");
        assertThat(versions).isSortedAccordingTo((a, b) -> b.compareTo(a)).doesNotHaveDuplicates();
        assertThat(dates).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void sectionsWhenReadThenOfTheSixKindsAndInTheirOrder() {
        int last = -1;
        for (String heading : headings) {
            if (heading.startsWith("### ")) {
                assertThat(KINDS).contains(heading);
                assertThat(KINDS.indexOf(heading)).as(heading).isGreaterThan(last);
                last = KINDS.indexOf(heading);
            } else {
                last = -1;
            }
        }

        assertThat(headings).anyMatch(heading -> heading.startsWith("### "));
    }
}
