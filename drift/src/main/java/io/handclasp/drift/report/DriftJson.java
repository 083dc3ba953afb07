package io.handclasp.drift.report;

import io.handclasp.core.json.JsonObjects;
import io.handclasp.core.json.JsonReports;
import io.handclasp.drift.Place;
import jakarta.json.JsonObject;

/** A report for machines. */
final class DriftJson {
    private DriftJson() {}

    static JsonObject of(DriftReport report) {
        JsonObjects counts = JsonObjects.object();
        report.counts().forEach((status, count) -> counts.put(status.name(), count));
        return JsonObjects.object()
                .put("at", report.at())
                .put("target", report.target())
                .put("environment", report.environment())
                .put("status", report.status())
                .put("counts", counts.build())
                .put("findings", JsonReports.array(report.findings(), DriftJson::finding))
                .build();
    }

    private static JsonObject finding(DriftFinding finding) {
        JsonObjects json = JsonObjects.object()
                .put("fingerprint", finding.fingerprint())
                .put("rule", finding.ruleId())
                .put("key", finding.key())
                .put("status", finding.status())
                .put("severity", finding.severity())
                .put("message", finding.message());
        if (!finding.subject().isEmpty()) {
            json.put("subject", finding.subject());
        }
        return json.putIfPresent("expected", finding.expected(), JsonReports::text)
                .putIfPresent("actual", finding.actual(), JsonReports::text)
                .putIfPresent("place", finding.place().map(Place::toString), JsonReports::text)
                .putIfPresent("hint", finding.hint(), JsonReports::text)
                .build();
    }
}
