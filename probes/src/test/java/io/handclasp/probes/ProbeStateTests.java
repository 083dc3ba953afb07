package io.handclasp.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Status;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeStateTests {
    @ParameterizedTest
    @CsvSource({"UP, PASS", "WARN, WARN", "DOWN, FAIL", "UNKNOWN, UNKNOWN", "SKIPPED, SKIPPED", "BLOCKED, BLOCKED"})
    void statusWhenStateThenItsWordInReports(ProbeState state, Status status) {
        assertThat(state.status()).isEqualTo(status);
    }

    @Test
    void statusWhenAllStatesThenEveryStatusOnce() {
        assertThat(Stream.of(ProbeState.values()).map(ProbeState::status)).containsExactlyInAnyOrder(Status.values());
    }
}
