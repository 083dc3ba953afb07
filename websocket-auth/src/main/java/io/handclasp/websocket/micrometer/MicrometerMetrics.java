package io.handclasp.websocket.micrometer;

import io.micrometer.core.instrument.Tag;
import java.util.List;

/**
 * Makes {@link HandclaspMetrics}. It stands apart from them so that a host without Micrometer is told what to add.
 */
@SuppressWarnings("exports") // a host that uses this class requires Micrometer itself; the others do without
public final class MicrometerMetrics {
    private MicrometerMetrics() {}

    /**
     * Metrics without tags of the host's own.
     *
     * @return metrics that are bound to no registry yet
     * @throws IllegalStateException when Micrometer is not there
     */
    public static HandclaspMetrics create() {
        return create(List.of());
    }

    /**
     * Metrics with tags that tell one authenticator from another.
     *
     * @param tags are put on every meter
     * @return metrics that are bound to no registry yet
     * @throws IllegalStateException when Micrometer is not there
     */
    public static HandclaspMetrics create(Iterable<Tag> tags) {
        try {
            Class.forName(
                    "io.micrometer.core.instrument.binder.MeterBinder",
                    false,
                    MicrometerMetrics.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(
                    "Micrometer was not found; add io.micrometer:micrometer-core, and in a module 'requires micrometer.core'",
                    missing);
        }
        return new HandclaspMetrics(tags);
    }
}
