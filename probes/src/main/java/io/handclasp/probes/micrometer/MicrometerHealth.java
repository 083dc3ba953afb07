package io.handclasp.probes.micrometer;

import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.monitor.HealthMonitor;
import io.micrometer.core.instrument.Tag;

/** Makes {@link HealthMetrics}. It stands apart from them so that a host without Micrometer is told what to add. */
@SuppressWarnings("exports") // a host that uses this class requires Micrometer itself; the others do without
public final class MicrometerHealth {
    private MicrometerHealth() {}

    /**
     * Gauges of a monitor.
     *
     * @param monitor whose probes are shown; reading a gauge runs none of them
     * @param tags are put on every meter
     * @return metrics that are bound to no registry yet
     * @throws IllegalStateException when Micrometer is not there
     */
    public static HealthMetrics of(HealthMonitor monitor, Iterable<Tag> tags) {
        try {
            Class.forName(
                    "io.micrometer.core.instrument.binder.MeterBinder", false, MicrometerHealth.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(
                    "Micrometer was not found; add io.micrometer:micrometer-core, and in a module 'requires micrometer.core'",
                    missing);
        }
        return new HealthMetrics(monitor, tags, TimeSource.system());
    }
}
