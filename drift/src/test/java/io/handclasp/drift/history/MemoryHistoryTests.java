package io.handclasp.drift.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MemoryHistoryTests extends DriftHistoryContract {
    @Override
    DriftHistory history() {
        return DriftHistories.inMemory(5_000);
    }

    @Test
    void recordWhenFullThenTheFirstRecordedGoes() throws Exception {
        DriftHistory history = DriftHistories.inMemory(2);
        for (int minute : new int[] {5, 1, 2}) {
            history.record(Runs.run("chat", minute), Runs.soon());
        }

        assertThat(history.recent("chat", 10, Runs.soon())).containsExactly(Runs.run("chat", 1), Runs.run("chat", 2));
        assertThat(history.prune("chat", Runs.soon())).isZero();
    }

    @Test
    void inMemoryWhenBoundIsOutOfRangeThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftHistories.inMemory(0))
                .withMessage("bound was 0, must be between 1 and 100000");
    }
}
