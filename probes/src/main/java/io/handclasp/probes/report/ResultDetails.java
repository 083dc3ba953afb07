package io.handclasp.probes.report;

import io.handclasp.core.json.JsonObjects;
import io.handclasp.core.json.JsonReports;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeResult;
import jakarta.json.JsonObject;

/** What was really seen, as a flat object of texts and numbers, for formats whose own words are too few. */
final class ResultDetails {
    private ResultDetails() {}

    static JsonObject of(ProbeResult result) {
        ProbeOutcome outcome = result.outcome();
        JsonObjects json = JsonObjects.object()
                .put("state", result.state())
                .put("code", result.code())
                .put("kind", result.kind())
                .put("criticality", result.criticality())
                .put("message", outcome.message())
                .putIfPresent("hint", outcome.hint(), JsonReports::text)
                .putIfPresent("blockedBy", outcome.blockedBy(), JsonReports::text)
                .putIfPresent("startedAt", result.startedAt(), JsonReports::instant);
        if (result.startedAt().isPresent()) {
            json.put("tookMillis", result.took().toMillis());
        }
        outcome.details().forEach((name, seen) -> json.put("detail." + name, seen));
        outcome.phases().forEach((name, took) -> json.put("phaseMicros." + name, took.toNanos() / 1_000));
        return json.build();
    }
}
