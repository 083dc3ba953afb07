package io.handclasp.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.Status;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Environment;
import io.handclasp.drift.baseline.ValueType;
import io.handclasp.drift.report.DriftFinding;
import io.handclasp.drift.report.DriftReport;
import io.handclasp.drift.source.ConfigSources;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetComparisonTests {
    private final FleetComparison.Builder builder = FleetComparison.builder("chat", Environment.PRODUCTION)
            .reading(ReadingPolicy.standard().timedBy(new ManualTimeSource()))
            .type("TIMEOUT", ValueType.DURATION)
            .without("HOSTNAME");

    private FleetComparisonTests replica(String name, Map<String, String> differences) {
        Map<String, String> settings =
                new HashMap<>(Map.of("TIMEOUT", "60s", "LEVEL", "info", "DB_PASSWORD", "hunter2", "HOSTNAME", name));
        settings.putAll(differences);
        settings.values().removeIf(String::isEmpty);
        builder.replica(name, ConfigSources.of(name, () -> settings));
        return this;
    }

    @Test
    void compareWhenAllAreAlikeThenInSync() {
        replica("a", Map.of()).replica("b", Map.of("TIMEOUT", "1m")).replica("c", Map.of());

        DriftReport report = builder.build().compare();

        assertThat(report.counts()).containsEntry(DriftStatus.IN_SYNC, 3);
        assertThat(report.findings()).hasSize(3);
        assertThat(report.status()).isEqualTo(Status.PASS);
    }

    @Test
    void compareWhenOneDiffersThenItIsNamedForEachSetting() {
        replica("a", Map.of())
                .replica("b", Map.of())
                .replica("c", Map.of())
                .replica("d", Map.of("TIMEOUT", "90s", "DB_PASSWORD", "hunter3", "LEVEL", "", "EXTRA", "1"));

        DriftReport report = builder.build().compare();

        assertThat(report.drift().stream().map(DriftFinding::fingerprint))
                .containsExactlyInAnyOrder(
                        "fleet|d|TIMEOUT|MODIFIED",
                        "fleet|d|DB_PASSWORD|MODIFIED",
                        "fleet|d|LEVEL|MISSING",
                        "fleet|d|EXTRA|UNEXPECTED");
        assertThat(report.toText())
                .contains("~ TIMEOUT @ d: 90s -> 60s", "3 of 4 replicas")
                .doesNotContain("hunter");
    }

    @Test
    void compareWhenThereIsNoMajorityThenSaysSoAndBlamesNobody() {
        replica("a", Map.of("LEVEL", "info")).replica("b", Map.of("LEVEL", "warn"));

        DriftReport report = builder.build().compare();

        assertThat(report.drift()).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEmpty();
            assertThat(finding.message()).contains("2 different values on 2 replicas", "between a and b");
        });
    }

    @Test
    void compareWhenAReplicaCannotBeReadThenNotCheckedAndTheOthersAreCompared() {
        ConfigSource broken = deadline -> {
            throw new IllegalStateException("down");
        };
        replica("a", Map.of()).replica("b", Map.of());
        builder.replica("c", broken);

        DriftReport report = builder.build().compare();

        assertThat(report.status()).isEqualTo(Status.UNKNOWN);
        assertThat(report.findings(DriftStatus.NOT_CHECKED))
                .singleElement()
                .extracting(DriftFinding::key)
                .isEqualTo("c");
        assertThat(report.counts()).containsEntry(DriftStatus.IN_SYNC, 3);
    }

    @Test
    void compareWhenOnlyOneCanBeReadThenNothingIsInSync() {
        replica("a", Map.of());
        builder.replica("b", deadline -> {
            throw new IllegalStateException("down");
        });

        assertThat(builder.build().compare().counts())
                .containsEntry(DriftStatus.IN_SYNC, 0)
                .containsEntry(DriftStatus.NOT_CHECKED, 2);
    }

    @Test
    void buildWhenFewerThanTwoReplicasThenRefused() {
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageStartingWith("replica was set 0 times");
    }

    @Test
    void threeWayWhenComparedThenWhoChangedWhatIsTold() {
        Map<String, String> base = Map.of(
                "same", "1", "pending", "1", "changed", "1", "conflict", "1", "gone", "1", "password", "hunter2");
        Map<String, String> desired = Map.of(
                "same", "1", "pending", "2", "changed", "1", "conflict", "2", "gone", "1", "password", "hunter2");
        Map<String, String> actual = Map.of(
                "same", "1", "pending", "1", "changed", "3", "conflict", "3", "extra", "1", "password", "hunter3");

        DriftReport report = ThreeWayComparison.of(
                        "chat",
                        Environment.PRODUCTION,
                        ConfigSources.of("base", () -> base),
                        ConfigSources.of("desired", () -> desired),
                        ConfigSources.of("actual", () -> actual))
                .compare();

        assertThat(report.findings().stream().map(DriftFinding::fingerprint))
                .containsExactlyInAnyOrder(
                        "three-way.in-sync||same|IN_SYNC",
                        "three-way.pending||pending|MODIFIED",
                        "three-way.changed||changed|MODIFIED",
                        "three-way.conflict||conflict|MODIFIED",
                        "three-way.changed||gone|MISSING",
                        "three-way.changed||extra|UNEXPECTED",
                        "three-way.changed||password|MODIFIED");
        assertThat(report.toText()).doesNotContain("hunter");
    }

    @Test
    void threeWayWhenOneCannotBeReadThenNothingIsChecked() {
        ConfigSource fine = ConfigSources.of("fine", () -> Map.of("a", "1"));
        DriftReport report = ThreeWayComparison.of("chat", Environment.STAGING, fine, fine, deadline -> {
                    throw new IllegalStateException("down");
                })
                .compare();

        assertThat(report.findings())
                .singleElement()
                .extracting(DriftFinding::status)
                .isEqualTo(DriftStatus.NOT_CHECKED);
    }
}
