package io.handclasp.probes.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Status;
import io.handclasp.core.json.JsonMaps;
import io.handclasp.probes.Criticality;
import io.handclasp.probes.Ending;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeKind;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeResult;
import io.handclasp.probes.ProbeState;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** What draft-inadarei-api-health-check-06 says, sentence by sentence, of whatever report. */
class IetfDraftTests {
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final ServiceInfo SERVICE =
            new ServiceInfo(Optional.of("1"), Optional.of("1.2.3"), Optional.of("chat-1"), Optional.of("chat"));

    /** Section 3: "a single mandatory root field" and these. */
    private static final Set<String> ROOT =
            Set.of("status", "version", "releaseId", "notes", "output", "checks", "links", "serviceId", "description");

    /** Section 4. */
    private static final Set<String> CHECK = Set.of(
            "componentId",
            "componentType",
            "observedValue",
            "observedUnit",
            "status",
            "affectedEndpoints",
            "time",
            "output",
            "links");

    private static HealthReport report(List<ProbeState> states, List<Criticality> criticalities) {
        List<ProbeResult> results = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            ProbeState state = states.get(i);
            boolean started = state != ProbeState.BLOCKED;
            results.add(new ProbeResult(
                    "probe-" + i,
                    ProbeKind.READINESS,
                    criticalities.get(i % criticalities.size()),
                    new ProbeOutcome(
                            state,
                            "said " + state,
                            Optional.of("look there"),
                            started ? Optional.empty() : Optional.of("network"),
                            Map.of("address", "10.0.0.1"),
                            Map.of()),
                    started ? Ending.ANSWERED : Ending.BLOCKED,
                    started ? Optional.of(START) : Optional.empty(),
                    Duration.ofMillis(i),
                    false));
        }
        return new HealthReport(START, Duration.ofMillis(5), results);
    }

    @Property(tries = 300)
    void writeWhenAnyReportThenAsTheDraftSays(
            @ForAll @Size(max = 8) List<ProbeState> states,
            @ForAll @Size(min = 1, max = 8) List<Criticality> criticalities) {
        HealthReport report = report(states, criticalities);
        HealthAnswer answer = HealthFormats.ietf(SERVICE).write(report);
        JsonObject body = answer.body();

        assertThat(JsonMaps.parse(answer.text())).as("RFC 8259").isPresent();
        assertThat(answer.contentType()).as("3").isEqualTo("application/health+json");
        assertThat(ROOT).containsAll(body.keySet());
        assertStatus(body, answer.httpStatus());
        assertThat(body.getString("status").equals("pass")).isEqualTo(report.status() == Status.PASS);
        for (String text : List.of("version", "releaseId", "serviceId", "description")) {
            assertThat(body.get(text)).as("3.2, 3.3, 3.8, 3.9: " + text).isInstanceOf(JsonString.class);
        }
        if (body.getString("status").equals("pass")) {
            assertThat(body).as("3.5: omitted for pass").doesNotContainKey("output");
        }
        JsonObject checks = body.getJsonObject("checks");
        assertThat(checks).hasSize(states.size());
        Set<String> ids = new HashSet<>();
        checks.forEach((key, value) -> {
            String[] parts = key.split(":", -1);
            assertThat(parts).as("4: {componentName}:{measurementName}").hasSize(2);
            assertThat(parts[1]).as("4: a pre-defined measurement").isEqualTo("responseTime");
            assertThat(value.asJsonArray()).as("4: a single node, one element").hasSize(1);
            assertCheck(value.asJsonArray().getJsonObject(0));
            ids.add(value.asJsonArray().getJsonObject(0).getString("componentId"));
        });
        assertThat(ids).as("4.1: unique").hasSize(states.size());
    }

    private static void assertStatus(JsonObject body, int httpStatus) {
        String status = body.getString("status");
        assertThat(status).as("3.1").isIn("pass", "warn", "fail");
        if (status.equals("fail")) {
            assertThat(httpStatus).as("3.1: 4xx-5xx").isBetween(400, 599);
        } else {
            assertThat(httpStatus).as("3.1: 2xx-3xx").isBetween(200, 399);
        }
    }

    private static void assertCheck(JsonObject check) {
        assertThat(CHECK).containsAll(check.keySet());
        assertThat(check.getString("componentType")).as("4.2").isIn("component", "datastore", "system");
        assertThat(check.containsKey("observedUnit")).as("4.4").isEqualTo(check.containsKey("observedValue"));
        if (check.containsKey("observedValue")) {
            assertThat(check.get("observedValue")).isInstanceOf(JsonNumber.class);
            assertThat(check.getString("observedUnit")).isEqualTo("ms");
        }
        String status = check.getString("status");
        assertThat(status).as("4.5").isIn("pass", "warn", "fail");
        assertThat(OffsetDateTime.parse(check.getString("time")).toInstant())
                .as("4.7: ISO 8601")
                .isEqualTo(START);
        assertThat(check.containsKey("output")).as("4.8: omitted for pass").isEqualTo(!status.equals("pass"));
    }
}
