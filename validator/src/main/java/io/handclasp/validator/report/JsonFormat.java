package io.handclasp.validator.report;

import io.handclasp.core.json.JsonObjects;
import io.handclasp.core.json.JsonReports;
import io.handclasp.core.json.JsonText;
import io.handclasp.core.statistics.Sample;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.DrillTimeline;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.ObjectiveResult;
import io.handclasp.validator.model.PhaseResult;
import io.handclasp.validator.model.Score;
import io.handclasp.validator.model.ValidationReport;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/** JSON in the form of docs/validation-report.schema.json. A change of the form that breaks readers raises the version. */
final class JsonFormat implements ReportFormat {
    private static final int VERSION = 1;

    @Override
    public String render(ValidationReport report) {
        return JsonText.pretty(JsonObjects.object()
                        .put("format", "handclasp-validation-report")
                        .put("version", VERSION)
                        .put("title", report.title())
                        .put("startedAt", report.startedAt())
                        .put("took", report.took())
                        .put("ending", report.ending())
                        .put("verdict", report.verdict())
                        .put("exitCode", report.exitCode())
                        .put("score", score(report.score()))
                        .put("phases", JsonReports.array(report.phases(), JsonFormat::phase))
                        .put("objectivesRequired", report.objectivesRequired())
                        .put("objectives", JsonReports.array(report.objectives(), JsonFormat::objective))
                        .build())
                + "\n";
    }

    private static JsonObject score(Score score) {
        return JsonObjects.object()
                .put("value", score.value())
                .put("coverage", score.coverage())
                .put("capped", score.isCapped())
                .put("passed", score.passed())
                .put("judged", score.judged())
                .put("planned", score.planned())
                .put("all", score.all())
                .build();
    }

    private static JsonObject phase(PhaseResult phase) {
        return JsonObjects.object()
                .put("phase", phase.phase())
                .put("title", phase.phase().title())
                .put("status", phase.status())
                .putIfPresent("startedAfter", phase.startedAfter(), JsonReports::duration)
                .put("took", phase.took())
                .put("score", score(phase.score()))
                .put("checks", JsonReports.array(phase.checks(), JsonFormat::check))
                .build();
    }

    private static JsonObject check(CheckResult check) {
        CheckOutcome outcome = check.outcome();
        return JsonObjects.object()
                .put("id", check.id())
                .put("title", check.title())
                .put("state", check.state())
                .put("status", check.status())
                .put("severity", check.severity())
                .put("weight", check.weight())
                .put("dependsOn", JsonReports.array(check.dependsOn(), JsonReports::text))
                .putIfPresent("startedAfter", check.startedAfter(), JsonReports::duration)
                .put("took", check.took())
                .put("message", outcome.message())
                .putIfPresent("impact", check.impact(), JsonReports::text)
                .putIfPresent("hint", outcome.hint(), JsonReports::text)
                .putIfPresent("blockedBy", outcome.blockedBy(), JsonReports::text)
                .put("details", details(outcome.details()))
                .put("measurements", JsonReports.array(outcome.measurements(), JsonFormat::measurement))
                .putIfPresent("drill", outcome.drill(), JsonFormat::drill)
                .build();
    }

    private static JsonObject details(Map<String, String> details) {
        JsonObjects object = JsonObjects.object();
        details.forEach(object::put);
        return object.build();
    }

    private static JsonObject measurement(Measurement measurement) {
        JsonObjects object = JsonObjects.object().put("name", measurement.name());
        if (measurement instanceof Measurement.Rate rate) {
            return object.put("kind", "RATE")
                    .put("successes", rate.successes())
                    .put("trials", rate.trials())
                    .build();
        }
        if (measurement instanceof Measurement.Value value) {
            return object.put("kind", "VALUE")
                    .put("value", value.value())
                    .put("n", value.n())
                    .build();
        }
        return durations(object, ((Measurement.Durations) measurement).sample());
    }

    private static JsonObject durations(JsonObjects object, Sample sample) {
        return object.put("kind", "DURATIONS")
                .put("n", sample.size())
                .put("min", nanos(sample.min()))
                .put(
                        "mean",
                        nanos(
                                sample.mean().isPresent()
                                        ? OptionalLong.of(
                                                Math.round(sample.mean().getAsDouble()))
                                        : OptionalLong.empty()))
                .put("p50", nanos(sample.percentile(0.5)))
                .put("p95", nanos(sample.percentile(0.95)))
                .put("p99", nanos(sample.percentile(0.99)))
                .put("max", nanos(sample.max()))
                .build();
    }

    private static JsonValue nanos(OptionalLong nanos) {
        return nanos.isPresent() ? JsonReports.duration(Duration.ofNanos(nanos.getAsLong())) : JsonValue.NULL;
    }

    private static JsonObject drill(DrillTimeline drill) {
        return JsonObjects.object()
                .put("fault", drill.fault())
                .put(
                        "steps",
                        JsonReports.array(
                                drill.steps(),
                                step -> JsonObjects.object()
                                        .put("stage", step.stage())
                                        .put("startedAfter", step.startedAfter())
                                        .put("took", step.took())
                                        .put("status", step.status())
                                        .put("message", step.message())
                                        .build()))
                .putIfPresent("detectedAfter", drill.detectedAfter(), JsonReports::duration)
                .putIfPresent("recoveredAfter", drill.recoveredAfter(), JsonReports::duration)
                .build();
    }

    private static JsonObject objective(ObjectiveResult result) {
        return JsonObjects.object()
                .put("id", result.objective().id())
                .put("title", result.objective().title())
                .put("kind", result.objective().kind())
                .put("unit", result.objective().kind().unit())
                .put("measurement", result.objective().measurement())
                .put("target", result.objective().target())
                .put("measured", result.measured())
                .put("n", result.n())
                .put(
                        "bounds",
                        result.bounds()
                                .<JsonValue>map(bounds -> JsonObjects.object()
                                        .put("lower", bounds.lower())
                                        .put("upper", bounds.upper())
                                        .build())
                                .orElse(JsonValue.NULL))
                .put("needed", result.needed())
                .put("verdict", result.verdict())
                .build();
    }
}
