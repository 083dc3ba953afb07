package io.handclasp.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** First calls in JVMs of their own, and the jars that those are started with. */
class FirstCallsTests {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @Test
    void sampleWhenJvmComesToGoodVerdictThenSaysTimeAndClasses() throws Exception {
        FirstCalls.Sample sample = FirstCalls.sample(CLASS_PATH, "JOSE4J", FirstCalls.input());

        assertThat(sample.micros()).isPositive();
        assertThat(sample.classes()).isGreaterThan(50);
    }

    @Test
    void sampleWhenTokenIsBadThenFails() throws Exception {
        String input = FirstCalls.input();
        String unsigned = input.substring(0, input.lastIndexOf('.') + 1) + "\n";

        assertThatThrownBy(() -> FirstCalls.sample(CLASS_PATH, ColdVerification.BARE, unsigned))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("BARE failed");
    }

    @Test
    void rowWhenSamplesVaryThenMedianQuartersAndLeast() {
        List<FirstCalls.Sample> samples = List.of(
                new FirstCalls.Sample(40_000, 9),
                new FirstCalls.Sample(10_000, 8),
                new FirstCalls.Sample(30_000, 7),
                new FirstCalls.Sample(20_000, 8),
                new FirstCalls.Sample(90_000, 8));

        assertThat(FirstCalls.row("who", samples)).endsWith("| who | 30 | 20 to 40 | 10 | 8 | 5 |");
    }

    @Test
    void rowWhenJarsAreThereThenCountsThemAndTheirSize(@TempDir Path directory) throws IOException {
        Path own = Files.createDirectory(directory.resolve("own"));
        for (Path file : List.of(own.resolve("a-1.jar"), directory.resolve("a-1.jar"), directory.resolve("b-2.jar"))) {
            Files.write(file, new byte[2_048]);
        }

        assertThat(PeerJars.row("who", directory)).isEqualTo("| who | `a-1` | 2 | 1 | 4 |");
    }

    @Test
    void rowWhenOwnJarIsMissingThenFails(@TempDir Path directory) throws IOException {
        Files.createDirectory(directory.resolve("own"));

        assertThatThrownBy(() -> PeerJars.row("who", directory)).hasMessageContaining("does not hold one jar");
    }

    @ParameterizedTest
    @EnumSource
    void peersWhenBuiltThenContenderIsAmongThem(Contender contender) throws IOException {
        Path peers = Path.of(System.getProperty("basedir", "")).resolve("peers");

        assertThat(Files.readString(peers.resolve("pom.xml")))
                .contains("<module>" + contender.directory() + "</module>");
        assertThat(peers.resolve(contender.directory()).resolve("pom.xml")).exists();
    }
}
