package io.handclasp.examples.health;

import io.handclasp.core.Status;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeKind;
import io.handclasp.probes.ProbeResult;
import io.handclasp.probes.monitor.HealthMonitor;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * A monitor's probes of one kind as one check of MicroProfile Health. A host makes a bean of it with a producer method that
 * bears {@code @Liveness}, {@code @Readiness} or {@code @Startup}.
 */
public final class MonitorHealthCheck implements HealthCheck {
    private final HealthMonitor monitor;
    private final ProbeKind kind;

    /**
     * Makes the check.
     *
     * @param monitor the monitor
     * @param kind which of its probes
     */
    public MonitorHealthCheck(HealthMonitor monitor, ProbeKind kind) {
        this.monitor = monitor;
        this.kind = kind;
    }

    @Override
    public HealthCheckResponse call() {
        HealthReport report = monitor.poll(kind);
        Status status = report.status();
        HealthCheckResponseBuilder response = HealthCheckResponse.named(
                        "handclasp-" + kind.name().toLowerCase(Locale.ROOT))
                .status(status == Status.PASS || status == Status.WARN)
                .withData("status", status.name());
        for (ProbeResult result : report.results()) {
            response.withData(
                    result.id(), result.state() + ": " + result.outcome().message());
        }
        return response.build();
    }
}
