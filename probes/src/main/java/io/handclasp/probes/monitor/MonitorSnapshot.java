package io.handclasp.probes.monitor;

import io.handclasp.core.Settings;
import io.handclasp.probes.HealthReport;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a monitor knows at one moment. Immutable.
 *
 * @param at the moment, on the wall clock
 * @param report the states that answers add up to, in the form of a report; its status is that of the whole
 * @param probes what is known of each probe, in the order of their set
 */
public record MonitorSnapshot(Instant at, HealthReport report, List<ProbeHealth> probes) {
    /** Refuses missing parts. */
    public MonitorSnapshot {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(report, "report");
        probes = List.copyOf(probes);
    }

    /**
     * What is known of one probe.
     *
     * @param id the id of the probe
     * @return that; empty when the monitor has no such probe
     */
    public Optional<ProbeHealth> probe(String id) {
        Settings.requireText("id", id);
        return probes.stream().filter(probe -> probe.id().equals(id)).findFirst();
    }
}
