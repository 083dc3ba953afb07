package io.handclasp.probes.micrometer;

import io.handclasp.core.statistics.Interval;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.monitor.BurnWindow;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.probes.monitor.MonitorSnapshot;
import io.handclasp.probes.monitor.ProbeHealth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A monitor's gauges, made by {@link MicrometerHealth}. All of one reading of a registry come from one snapshot, which is taken
 * at most once a second; none of them runs a probe. What is not known is not a number. Thread-safe.
 *
 * <p>Meters, with their tags: {@code handclasp.probe.state} (probe, kind, criticality, state: 1 for the state that it is in, 0
 * for the others), {@code handclasp.probe.flapping}, {@code handclasp.probe.took} (seconds, of the last answer),
 * {@code handclasp.probe.availability}, {@code handclasp.probe.availability.lower} and {@code handclasp.probe.burn.rate}
 * (window).
 */
@SuppressWarnings("exports") // a host that uses this class requires Micrometer itself; the others do without
public final class HealthMetrics implements MeterBinder {
    private static final long KEEP_NANOS = Duration.ofSeconds(1).toNanos();

    private final HealthMonitor monitor;
    private final Tags tags;
    private final TimeSource time;
    private @Nullable MonitorSnapshot snapshot;
    private long takenNanos;

    HealthMetrics(HealthMonitor monitor, Iterable<Tag> tags, TimeSource time) {
        this.monitor = monitor;
        this.tags = Tags.of(tags);
        this.time = time;
    }

    /**
     * Adds the gauges to a registry, which keeps them and the monitor alive.
     *
     * @param registry the host's registry
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        monitor.snapshot().probes().forEach(probe -> bind(registry, probe));
    }

    private void bind(MeterRegistry registry, ProbeHealth probe) {
        Tags ofProbe =
                tags.and("probe", probe.id(), "kind", lower(probe.kind()), "criticality", lower(probe.criticality()));
        for (ProbeState state : ProbeState.values()) {
            gauge(
                    registry,
                    "handclasp.probe.state",
                    ofProbe.and("state", lower(state)),
                    probe.id(),
                    health -> health.state() == state ? 1 : 0);
        }
        gauge(registry, "handclasp.probe.flapping", ofProbe, probe.id(), health -> health.flapping() ? 1 : 0);
        gauge(
                registry,
                "handclasp.probe.took",
                ofProbe,
                probe.id(),
                health -> health.lastResult()
                        .map(result -> result.took().toNanos() / 1e9)
                        .orElse(Double.NaN));
        gauge(
                registry,
                "handclasp.probe.availability",
                ofProbe,
                probe.id(),
                health -> health.availability().rate().orElse(Double.NaN));
        gauge(
                registry,
                "handclasp.probe.availability.lower",
                ofProbe,
                probe.id(),
                health -> health.availability().bounds().map(Interval::lower).orElse(Double.NaN));
        for (BurnWindow window : BurnWindow.values()) {
            Tags ofWindow = ofProbe.and("window", lower(window));
            gauge(registry, "handclasp.probe.burn.rate", ofWindow, probe.id(), health -> burnRate(health, window));
        }
    }

    private static double burnRate(ProbeHealth health, BurnWindow window) {
        return health.burnRates().stream()
                .filter(rate -> rate.window() == window)
                .mapToDouble(rate -> rate.longer().orElse(Double.NaN))
                .findFirst()
                .orElse(Double.NaN);
    }

    private void gauge(
            MeterRegistry registry, String name, Tags ofProbe, String id, ToDoubleFunction<ProbeHealth> reading) {
        Gauge.builder(name, () -> latest().probe(id).map(reading::applyAsDouble).orElse(Double.NaN))
                .description("Of a probe, as docs/health.md explains it")
                .tags(ofProbe)
                .register(registry);
    }

    private synchronized MonitorSnapshot latest() {
        long nowNanos = time.nanoTime();
        MonitorSnapshot last = snapshot;
        if (last == null || nowNanos - takenNanos >= KEEP_NANOS) {
            last = monitor.snapshot();
            snapshot = last;
            takenNanos = nowNanos;
        }
        return last;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
