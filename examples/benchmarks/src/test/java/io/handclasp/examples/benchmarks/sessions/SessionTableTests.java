package io.handclasp.examples.benchmarks.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.session.Renewal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A small run of what is measured on a large scale: all that has to happen does. */
class SessionTableTests {
    @Test
    void tableWhenRunSmallThenEveryRowIsMeasuredAndNothingIsDoneTwice() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            new SessionTable(out, 2_000, Duration.ofSeconds(1), 2_000, 1_000, Duration.ofSeconds(1)).run();
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("| gates that were open when their session was closed | 0 |")
                .contains("| same-second burst: gates still open at its end | 0 |")
                .contains("| same-second burst: sessions not closed exactly once | 0 |")
                .contains("| renewals, 1000 a second: done, of 1000 | 1,000,");
    }

    /** The heap of a small run is noisy, but an object too many for each session shows. */
    @Test
    void heapWhenManySessionsThenWithinTheTarget() {
        SessionTable table =
                new SessionTable(System.out, 50_000, Duration.ofSeconds(1), 1_000, 1_000, Duration.ofSeconds(1));

        assertThat(table.bytesEach()).isBetween(50L, 320L);
    }

    @Test
    void costsWhenBenchmarkedThenTheOperationsDoWhatTheyAreNamedFor() {
        GuardedSessionCosts costs = new GuardedSessionCosts();
        costs.sessions = 100;
        costs.setUp();
        try {
            assertThat(costs.askGate()).isTrue();
            assertThat(costs.addAndRemove().isOpen()).isFalse();
            assertThat(costs.renew()).isInstanceOf(Renewal.Renewed.class);
            assertThat(costs.judgeOnly()).isInstanceOf(AuthOutcome.Authenticated.class);
            assertThat(costs.revokeNobody()).isTrue();
        } finally {
            costs.tearDown();
        }
    }
}
