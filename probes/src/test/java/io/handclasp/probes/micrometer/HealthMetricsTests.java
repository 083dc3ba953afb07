package io.handclasp.probes.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.monitor.HealthMonitor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthMetricsTests {
    private final ManualTimeSource time = new ManualTimeSource();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger runs = new AtomicInteger();

    private HealthMonitor monitor() {
        ProbeDefinition database = ProbeDefinition.builder("database", deadline -> {
                    runs.incrementAndGet();
                    time.advance(Duration.ofMillis(250));
                    return ProbeOutcome.up("seen");
                })
                .build();
        return HealthMonitor.builder(ProbeRunner.builder(ProbeSet.of(database))
                        .executor(Runnable::run)
                        .timeSource(time)
                        .build())
                .build();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void bindToWhenReadThenShowsTheSnapshotAndRunsNothing() {
        HealthMonitor monitor = monitor();
        new HealthMetrics(monitor, Tags.of("host", "a"), time).bindTo(registry);

        assertThat(gauge("handclasp.probe.state", "probe", "database", "state", "unknown"))
                .isEqualTo(1);
        assertThat(gauge("handclasp.probe.availability")).isNaN();
        assertThat(gauge("handclasp.probe.took")).isNaN();
        assertThat(runs).hasValue(0);

        HealthReport ignored = monitor.run();
        time.advance(Duration.ofSeconds(1));

        assertThat(gauge("handclasp.probe.state", "host", "a", "state", "up", "kind", "readiness"))
                .isEqualTo(1);
        assertThat(gauge("handclasp.probe.state", "state", "unknown")).isZero();
        assertThat(gauge("handclasp.probe.took")).isEqualTo(0.25);
        assertThat(gauge("handclasp.probe.availability")).isEqualTo(1);
        assertThat(gauge("handclasp.probe.availability.lower")).isBetween(0.0, 0.5);
        assertThat(gauge("handclasp.probe.burn.rate", "window", "fast")).isZero();
        assertThat(gauge("handclasp.probe.flapping")).isZero();
        assertThat(runs).hasValue(1);
    }

    @Test
    void ofWhenMicrometerIsThereThenBindsOnTheSystemsClock() {
        MicrometerHealth.of(monitor(), List.of()).bindTo(registry);

        assertThat(registry.getMeters()).hasSize(13);
    }
}
