package io.handclasp.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.resilience.Evidence;
import org.junit.jupiter.api.Test;

/** A benchmark of remembered verdicts must find them remembered. */
class RepeatedTokenTests {
    @Test
    void everyContenderWhenTokenComesAgainThenAccepts() throws Exception {
        RepeatedToken benchmark = new RepeatedToken();
        benchmark.setUp();
        try {
            assertCached(benchmark.fromHeaders());
            assertCached(benchmark.fromRequest());
            assertThat(benchmark.auth0().getSubject()).isEqualTo("user-0");
        } finally {
            benchmark.tearDown();
        }
    }

    private static void assertCached(AuthOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AuthOutcome.Authenticated.class,
                        admitted -> assertThat(admitted.evidence().source()).isEqualTo(Evidence.Source.CACHED));
    }
}
