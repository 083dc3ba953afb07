package io.handclasp.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.report.DriftReport;
import org.junit.jupiter.api.Test;

class FleetDriftTests {
    @Test
    void comparisonWhenRunThenTheThreeThatDifferAreFound() {
        DriftReport report = FleetDrift.comparison(10, 50).compare();

        assertThat(report.drift()).hasSize(3);
        assertThat(report.counts()).containsEntry(DriftStatus.IN_SYNC, 47).containsEntry(DriftStatus.NOT_CHECKED, 0);
    }
}
