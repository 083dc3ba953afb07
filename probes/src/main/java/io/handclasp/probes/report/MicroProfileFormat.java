package io.handclasp.probes.report;

import io.handclasp.core.Status;
import io.handclasp.core.json.JsonObjects;
import io.handclasp.core.json.JsonReports;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeResult;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** MicroProfile Health 4.0, chapter 4: the whole is UP when each check is, and only then. */
final class MicroProfileFormat implements HealthFormat {
    @Override
    public HealthAnswer write(HealthReport report) {
        List<JsonObject> checks = new ArrayList<>();
        for (ProbeResult result : report.results()) {
            if (result.weighedStatus() != Status.SKIPPED) {
                checks.add(
                        check(result.id(), HealthFormats.isServing(result.weighedStatus()), ResultDetails.of(result)));
            }
        }
        if (checks.isEmpty()) {
            // No check at all would be UP by the specification; no data is not health.
            checks.add(check(
                    "probes",
                    false,
                    JsonObjects.object()
                            .put("message", "no probe counts for this status")
                            .build()));
        }
        Status status = report.status();
        JsonObject body = JsonObjects.object()
                .put("status", word(HealthFormats.isServing(status)))
                .put("checks", JsonReports.array(checks, check -> check))
                .build();
        return new HealthAnswer(HealthFormats.httpStatus(status), "application/json", body);
    }

    private static JsonObject check(String name, boolean up, JsonObject data) {
        return JsonObjects.object()
                .put("name", name)
                .put("status", word(up))
                .put("data", data)
                .build();
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
