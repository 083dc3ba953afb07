package io.handclasp.probes.report;

import io.handclasp.core.Status;
import io.handclasp.core.json.JsonObjects;
import io.handclasp.core.json.JsonReports;
import io.handclasp.probes.Ending;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeResult;
import jakarta.json.JsonObject;
import java.util.List;

/** draft-inadarei-api-health-check-06, sections 3 and 4. */
final class IetfFormat implements HealthFormat {
    private static final String MEDIA_TYPE = "application/health+json";

    private final ServiceInfo service;

    IetfFormat(ServiceInfo service) {
        this.service = service;
    }

    @Override
    public HealthAnswer write(HealthReport report) {
        Status status = report.status();
        JsonObjects body = JsonObjects.object()
                .put("status", word(status))
                .putIfPresent("version", service.version(), JsonReports::text)
                .putIfPresent("releaseId", service.releaseId(), JsonReports::text)
                .putIfPresent("serviceId", service.serviceId(), JsonReports::text)
                .putIfPresent("description", service.description(), JsonReports::text);
        if (status == Status.UNKNOWN) {
            body.put("output", "UNKNOWN: nobody can tell");
        }
        JsonObjects checks = JsonObjects.object();
        for (ProbeResult result : report.results()) {
            checks.put(result.id() + ":responseTime", JsonReports.array(List.of(result), each -> check(each, report)));
        }
        body.put("checks", checks.build());
        return new HealthAnswer(HealthFormats.httpStatus(status), MEDIA_TYPE, body.build());
    }

    private static JsonObject check(ProbeResult result, HealthReport report) {
        JsonObjects json = JsonObjects.object().put("componentId", result.id()).put("componentType", "component");
        if (result.ending() == Ending.ANSWERED && result.startedAt().isPresent()) {
            json.put("observedValue", result.took().toNanos() / 1e6).put("observedUnit", "ms");
        }
        json.put("status", word(result.outcome().status()))
                .put("time", result.startedAt().orElse(report.startedAt()));
        if (result.outcome().status() != Status.PASS) {
            // To be left out when all is well.
            json.put("output", output(result));
        }
        return json.build();
    }

    private static String output(ProbeResult result) {
        String seen = result.state() + ": " + result.outcome().message();
        return result.outcome().hint().map(hint -> seen + " (" + hint + ")").orElse(seen);
    }

    private static String word(Status status) {
        return switch (status) {
            case PASS -> "pass";
            case WARN, SKIPPED -> "warn";
            case FAIL, UNKNOWN, BLOCKED -> "fail";
        };
    }
}
