package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MavenCommandTests {
    @Test
    void parseWhenModulesAndProfilesNamedThenBothFound() {
        assertThat(MavenCommand.parse("mvn -B -q -Prun,release -pl core,examples/quickstart -am verify"))
                .isEqualTo(new MavenCommand(List.of("core", "examples/quickstart"), List.of("run", "release")));
    }

    @Test
    void parseWhenDirectoryNamedThenFound() {
        assertThat(MavenCommand.parse("mvn -f examples/quickstart compile").modules())
                .containsExactly("examples/quickstart");
    }

    @Test
    void parseWhenNothingNamedThenEmpty() {
        assertThat(MavenCommand.parse("mvn -B verify")).isEqualTo(new MavenCommand(List.of(), List.of()));
    }
}
