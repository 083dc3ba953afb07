package io.handclasp.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.token.Extraction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The contenders of a handshake must all come to the same, and the fresh verdicts must be fresh. */
class HandshakeCostTests {
    @Test
    void everyContenderWhenHandshakeIsGoodThenAccepts() throws Exception {
        HandshakeCost benchmark = new HandshakeCost();
        benchmark.setUp();
        try {
            // Twice round, so that each token comes again.
            for (int i = 0; i < 2 * HandshakeCost.TOKENS; i++) {
                assertSource(benchmark.fresh(), Evidence.Source.FRESH);
            }
            assertSource(benchmark.remembered(), Evidence.Source.CACHED);
            assertThat(benchmark.bare()).isTrue();
            assertThat(benchmark.auth0()).isEqualTo("user-0");
            assertThat(benchmark.spring()).isEqualTo("user-1");
        } finally {
            benchmark.tearDown();
        }
    }

    private static void assertSource(AuthOutcome outcome, Evidence.Source source) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AuthOutcome.Authenticated.class,
                        admitted -> assertThat(admitted.evidence().source()).isEqualTo(source));
    }

    @Test
    void everyExtractorWhenHeaderHoldsTokenThenFindsTheSame() throws Exception {
        ExtractionCost benchmark = new ExtractionCost();
        benchmark.setUp();

        String token = benchmark.handWritten();
        assertThat(token).hasSizeGreaterThan(600);
        assertThat(benchmark.spring()).isEqualTo(token);
        for (Extraction found : List.of(benchmark.fromHandshake(), benchmark.fromServletRequest())) {
            assertThat(found)
                    .isInstanceOfSatisfying(
                            Extraction.Found.class,
                            one -> assertThat(one.token().reveal()).isEqualTo(token));
        }
    }

    @Test
    void runWhenMethodsTakeTurnsThenARowForEachBesideTheFirst() throws Exception {
        Map<String, Callable<?>> methods = new LinkedHashMap<>();
        methods.put("first", () -> true);
        methods.put("second", () -> new byte[1_000]);

        List<String> rows = new Turns(Duration.ZERO, 2, Duration.ofMillis(1)).run(methods);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).matches("first \\| [\\d,]+ \\| 1\\.000 \\| 1\\.000 to 1\\.000 \\| [\\d,]+ \\|");
        assertThat(rows.get(1)).matches("second \\| [\\d,]+ \\| [\\d.]+ \\| [\\d.]+ to [\\d.]+ \\| 1,0\\d\\d \\|");
    }
}
