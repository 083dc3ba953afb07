package io.handclasp.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Short rounds of the real thing. */
class SoakTests {
    private static final Set<Fate> LOOKED_FOR = EnumSet.of(Fate.EXPIRES, Fate.IS_REVOKED);
    private static final MoodSwings.Pace RESTLESS = new MoodSwings.Pace(
            Duration.ofMillis(100), Duration.ofMillis(600), Duration.ofMillis(200), Duration.ofMillis(800));

    /** On a slow machine few come in one run. */
    private static final int MOST_RUNS = 6;

    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final Set<Fate> fates = EnumSet.noneOf(Fate.class);

    @Test
    void runWhenItIsShortThenEachPromiseIsKeptAndItSaysThatItWasTooShort() throws Exception {
        for (int run = 0; run == 0 || (run < MOST_RUNS && !allCame()); run++) {
            runOnce(SoakSettings.standard()
                    .withTime(Duration.ofSeconds(1))
                    .withRound(Duration.ofSeconds(5))
                    .withUsers(24)
                    .withSeed(SoakSettings.standard().seed() + 1_000L * run)
                    .withPace(RESTLESS));
        }

        assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
        assertThat(fates).containsAll(LOOKED_FOR);
    }

    private boolean allCame() {
        return kinds.size() == Kind.values().length && fates.containsAll(LOOKED_FOR);
    }

    private void runOnce(SoakSettings settings) throws InterruptedException {
        progress.reset();
        SoakResult result = run(settings);

        Ledger ledger = result.ledger();
        assertThat(ledger.violations()).isEmpty();
        assertThat(result.conclusion()).isEqualTo(Conclusion.INSUFFICIENT);
        remember(ledger);
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

    private void remember(Ledger ledger) {
        EnumSet.allOf(Kind.class).stream()
                .filter(kind -> EnumSet.allOf(Answer.class).stream().anyMatch(answer -> ledger.count(kind, answer) > 0))
                .forEach(kinds::add);
        if (ledger.cancelledCount() > 0) {
            kinds.add(Kind.CANCELLED);
        }
        EnumSet.allOf(Fate.class).stream()
                .filter(fate -> ledger.count(fate) > 0)
                .forEach(fates::add);
    }
}
