package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryBudgetTests {
    @Test
    void tryRetryWhenNothingWasEarnedThenReserveOnly() {
        RetryBudget budget = new RetryBudget(0.5, 3);

        assertThat(budget.tryRetry()).isTrue();
        assertThat(budget.tryRetry()).isTrue();
        assertThat(budget.tryRetry()).isTrue();
        assertThat(budget.tryRetry()).isFalse();
    }

    @Test
    void firstCallWhenMadeTwiceAtHalfThenOneRetryIsEarned() {
        RetryBudget budget = new RetryBudget(0.5, 1);
        assertThat(budget.tryRetry()).isTrue();

        budget.firstCall();
        assertThat(budget.tryRetry()).isFalse();
        budget.firstCall();

        assertThat(budget.tryRetry()).isTrue();
    }

    @Property
    void tryRetryWhenAskedWithoutEndThenNeverMoreThanReserveAndShare(
            @ForAll @IntRange(min = 1, max = 100) int reserve,
            @ForAll @DoubleRange(min = 0, max = 2) double ratio,
            @ForAll @IntRange(min = 0, max = 2_000) int calls) {
        RetryBudget budget = new RetryBudget(ratio, reserve);
        int retries = 0;
        for (int i = 0; i < calls; i++) {
            budget.firstCall();
            while (budget.tryRetry()) {
                retries++;
            }
        }

        // What is earned is rounded to a thousandth of a retry.
        assertThat((double) retries).isLessThanOrEqualTo(reserve + calls * (ratio + 0.0005));
    }
}
