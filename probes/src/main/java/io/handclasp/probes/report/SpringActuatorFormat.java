package io.handclasp.probes.report;

import io.handclasp.core.Status;
import io.handclasp.core.json.JsonObjects;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeResult;

/** What Spring Boot Actuator's health endpoint writes with {@code show-details: always}. */
final class SpringActuatorFormat implements HealthFormat {
    private static final String MEDIA_TYPE = "application/vnd.spring-boot.actuator.v3+json";

    @Override
    public HealthAnswer write(HealthReport report) {
        JsonObjects components = JsonObjects.object();
        for (ProbeResult result : report.results()) {
            components.put(
                    result.id(),
                    JsonObjects.object()
                            .put("status", word(result.outcome().status()))
                            .put("details", ResultDetails.of(result))
                            .build());
        }
        Status status = report.status();
        JsonObjects body = JsonObjects.object().put("status", word(status));
        if (!report.results().isEmpty()) {
            body.put("components", components.build());
        }
        return new HealthAnswer(HealthFormats.httpStatus(status), MEDIA_TYPE, body.build());
    }

    private static String word(Status status) {
        return switch (status) {
            case PASS, WARN -> "UP";
            case FAIL -> "DOWN";
            case UNKNOWN, SKIPPED, BLOCKED -> "UNKNOWN";
        };
    }
}
