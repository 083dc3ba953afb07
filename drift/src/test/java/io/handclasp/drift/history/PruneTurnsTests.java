package io.handclasp.drift.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PruneTurnsTests {
    private final PruneTurns turns = new PruneTurns();

    @Test
    void isDueWhenTargetsTakeTurnsThenEachWithItsFirstAndItsEveryHundredthRun() {
        List<Integer> due = IntStream.range(0, 201)
                .filter(run -> {
                    boolean a = turns.isDue("a");
                    assertThat(turns.isDue("b")).isEqualTo(a);
                    return a;
                })
                .boxed()
                .toList();

        assertThat(due).containsExactly(0, 100, 200);
    }

    @Test
    void isDueWhenThereAreTooManyTargetsThenTheOneForgottenIsDueAgainAndTheOthersAreNot() {
        for (int i = 0; i < PruneTurns.MAX_TARGETS; i++) {
            assertThat(turns.isDue("target-" + i)).isTrue();
        }
        assertThat(turns.isDue("target-0")).as("seen again").isFalse();

        assertThat(turns.isDue("one more")).isTrue();

        assertThat(turns.isDue("target-0")).isFalse();
        assertThat(turns.isDue("target-2")).isFalse();
        assertThat(turns.isDue("target-1")).as("forgotten").isTrue();
    }
}
