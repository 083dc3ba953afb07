package io.handclasp.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One short round of the real thing. */
class SoakTests {
    private static final MoodSwings.Pace RESTLESS = new MoodSwings.Pace(
            Duration.ofMillis(100), Duration.ofMillis(600), Duration.ofMillis(200), Duration.ofMillis(800));

    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @Test
    void runWhenItIsShortThenEachPromiseIsKeptAndItSaysThatItWasTooShort() throws Exception {
        SoakResult result = run(SoakSettings.standard()
                .withTime(Duration.ofSeconds(1))
                .withRound(Duration.ofSeconds(5))
                .withUsers(24)
                .withPace(RESTLESS));

        Ledger ledger = result.ledger();
        assertThat(ledger.violations()).isEmpty();
        assertThat(result.conclusion()).isEqualTo(Conclusion.INSUFFICIENT);
        assertThat(kindsThatCame(ledger)).containsAll(EnumSet.complementOf(EnumSet.of(Kind.CANCELLED)));
        assertThat(ledger.cancelledCount()).isPositive();
        assertThat(ledger.count(Fate.EXPIRES)).isPositive();
        assertThat(ledger.count(Fate.IS_REVOKED)).isPositive();
        assertThat(result.troubles()).isNotEmpty();
        assertThat(result.samples()).hasSize(1);
        assertThat(progress.toString(StandardCharsets.UTF_8)).startsWith("round 1: ");
        assertThat(SoakReport.write(result))
                .startsWith("INSUFFICIENT: ")
                .contains("| GOOD_HEADER | ", "| live heap, KiB | ", "Promises that were broken: 0.")
                .doesNotContain("eyJ");
    }

    private SoakResult run(SoakSettings settings) throws InterruptedException {
        return Soak.run(settings, new PrintStream(progress, true, StandardCharsets.UTF_8));
    }

    private static Set<Kind> kindsThatCame(Ledger ledger) {
        return EnumSet.allOf(Kind.class).stream()
                .filter(kind -> EnumSet.allOf(Answer.class).stream().anyMatch(answer -> ledger.count(kind, answer) > 0))
                .collect(Collectors.toSet());
    }
}
