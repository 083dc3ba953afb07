package io.handclasp.examples.benchmarks.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HealthChecksTests {
    /** Each that hangs is waited for so long; checks of 10 ms must be done by then, on a busy machine too. */
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private static final Duration PATIENT = Duration.ofSeconds(20);

    @TestFactory
    Stream<DynamicTest> pollWhenNothingHangsThenAllHealthyAndEachStartedOnce() {
        return contestants()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Load load = new Load(5, Duration.ofMillis(1), false);
                    try (Contestant contestant = entry.getValue().with(load)) {
                        assertThat(contestant.poll()).isEqualTo(5);
                        assertThat(load.starts()).isEqualTo(5);
                    }
                }));
    }

    private static Stream<Map.Entry<String, Contestant.Setup>> contestants() {
        return HealthChecks.contestants(PATIENT).entrySet().stream();
    }

    @Test
    void runWhenOneHangsThenHandclaspAnswersForTheOthersBothTimes() throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        new HealthChecks(5, Duration.ofMillis(10), Duration.ofSeconds(30), Duration.ofSeconds(1), DEADLINE, out)
                .run("Handclasp");

        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(5);
        String[] cells = lines.get(4).split("\\|", -1);
        assertThat(cells[3].strip()).as("all healthy").isEqualTo("5");
        assertThat(cells[5].strip()).as("while one hangs").isEqualTo("4");
        assertThat(cells[7].strip()).as("the second time").isEqualTo("4");
        assertThat(cells[8].strip()).isEqualTo("3 of 3");
    }
}
