package io.handclasp.probes.report;

import io.handclasp.probes.HealthReport;

/** How a report is told to whoever asks over HTTP. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface HealthFormat {
    /**
     * Writes a report.
     *
     * @param report the report; that of a monitor's poll, or of a single run
     * @return the answer
     * @throws IllegalStateException when the JSON provider is missing; names the artifact
     */
    HealthAnswer write(HealthReport report);
}
