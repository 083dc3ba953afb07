package io.handclasp.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.model.Verdict;
import org.junit.jupiter.api.Test;

/** A benchmark of 100 checks must run 100 checks. */
class ValidatorCostTests {
    @Test
    void everyRunWhenMeasuredThenAllChecksPass() {
        ValidatorCost benchmark = new ValidatorCost();
        benchmark.setUp();
        try {
            assertAllPassed(benchmark.callersThread());
            assertAllPassed(benchmark.pool());
        } finally {
            benchmark.tearDown();
        }
    }

    private static void assertAllPassed(ValidationReport report) {
        assertThat(report.checks()).hasSize(ValidatorCost.CHECKS);
        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        assertThat(report.score().coverage()).isEqualTo(1);
    }
}
