package io.handclasp.examples.health;

import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeResult;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.monitor.HealthMonitor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * A monitor's probes as health indicators of Spring Boot 4. A host registers {@link #composite} as a bean. Spring asks one
 * indicator after the other; the monitor answers all of them from one run.
 *
 * <p>Spring knows no criticality: an indicator of a probe that is not critical says {@code UP} with what was seen in its
 * details. And it answers {@code UNKNOWN} with 200, so what nobody can tell about a critical probe is {@code DOWN} here.
 */
public final class MonitorHealthIndicators {
    private MonitorHealthIndicators() {}

    /**
     * One indicator for each probe.
     *
     * @param monitor the monitor
     * @param probes its probes
     * @return the indicators, by the ids of the probes
     */
    public static CompositeHealthContributor composite(HealthMonitor monitor, ProbeSet probes) {
        Map<String, HealthIndicator> indicators = new LinkedHashMap<>();
        for (ProbeDefinition probe : probes.definitions()) {
            HealthIndicator indicator = () -> health(monitor.poll(), probe.id());
            indicators.put(probe.id(), indicator);
        }
        return CompositeHealthContributor.fromMap(indicators);
    }

    private static Health health(HealthReport report, String id) {
        Optional<ProbeResult> result = report.result(id);
        if (result.isEmpty()) {
            return Health.down()
                    .withDetail("message", "not among the monitor's probes")
                    .build();
        }
        ProbeResult seen = result.get();
        Health.Builder health = Health.status(word(seen))
                .withDetail("state", seen.state().name())
                .withDetail("code", seen.code())
                .withDetail("message", seen.outcome().message());
        seen.outcome().hint().ifPresent(hint -> health.withDetail("hint", hint));
        return health.build();
    }

    private static Status word(ProbeResult result) {
        return switch (result.weighedStatus()) {
            case FAIL, UNKNOWN, BLOCKED -> Status.DOWN;
            case PASS, WARN -> Status.UP;
            case SKIPPED -> Status.UNKNOWN;
        };
    }
}
