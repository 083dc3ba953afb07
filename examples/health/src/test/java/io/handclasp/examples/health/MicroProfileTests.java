package io.handclasp.examples.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.probes.ProbeKind;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.report.HealthAnswer;
import io.handclasp.probes.report.HealthFormats;
import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.health.registry.HealthRegistries;
import io.smallrye.health.registry.HealthRegistryImpl;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.json.JsonObject;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class MicroProfileTests {
    private static HealthAnswer ours(ProbeOutcome database) {
        return HealthFormats.microProfile()
                .write(Monitors.of(Monitors.probes(database)).poll());
    }

    private static MonitorHealthCheck check(ProbeOutcome database) {
        return new MonitorHealthCheck(Monitors.of(Monitors.probes(database)), ProbeKind.READINESS);
    }

    @Test
    void callWhenUpOrNotThenAsTheWhole() {
        assertThat(check(ProbeOutcome.up("seen")).call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        HealthCheckResponse unknown = check(ProbeOutcome.unknown("hangs")).call();
        assertThat(unknown.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(unknown.getName()).isEqualTo("handclasp-readiness");
        assertThat(unknown.getData())
                .hasValueSatisfying(data -> assertThat(data)
                        .containsEntry("status", "UNKNOWN")
                        .containsEntry("database", "UNKNOWN: hangs"));
    }

    @Test
    void writeWhenReadBySmallRyeThenSameStatus() {
        assertThat(new SmallRyeHealth(ours(ProbeOutcome.up("seen")).body()).isDown())
                .isFalse();
        assertThat(new SmallRyeHealth(ours(ProbeOutcome.down("refused")).body()).isDown())
                .isTrue();
        assertThat(new SmallRyeHealth(ours(ProbeOutcome.unknown("hangs")).body()).getStatus())
                .isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void writeWhenComparedWithSmallRyesOwnThenSameShape() {
        JsonObject ours = ours(ProbeOutcome.up("seen")).body();
        try (SeContainer cdi = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(
                        SmallRyeHealthReporter.class,
                        AsyncHealthCheckFactory.class,
                        HealthRegistries.class,
                        HealthRegistryImpl.class)
                .initialize()) {
            SmallRyeHealthReporter reporter =
                    cdi.select(SmallRyeHealthReporter.class).get();
            reporter.addHealthCheck(check(ProbeOutcome.up("seen")));
            JsonObject theirs = reporter.getHealth().getPayload();

            assertThat(ours.keySet()).isEqualTo(theirs.keySet());
            assertThat(ours.getString("status")).isEqualTo(theirs.getString("status"));
            JsonObject ourCheck = ours.getJsonArray("checks").getJsonObject(0);
            JsonObject theirCheck = theirs.getJsonArray("checks").getJsonObject(0);
            assertThat(ourCheck.keySet()).isEqualTo(theirCheck.keySet());
        }
    }
}
