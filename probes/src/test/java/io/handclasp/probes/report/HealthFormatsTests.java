package io.handclasp.probes.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.json.JsonMaps;
import io.handclasp.probes.Criticality;
import io.handclasp.probes.Ending;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeKind;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeResult;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HealthFormatsTests {
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final ProbeOutcome UP = ProbeOutcome.up("seen");

    private static ProbeResult result(String id, Criticality criticality, ProbeOutcome outcome) {
        return new ProbeResult(
                id,
                ProbeKind.READINESS,
                criticality,
                outcome,
                Ending.ANSWERED,
                Optional.of(START),
                Duration.ofMillis(3),
                false);
    }

    private static HealthReport report(ProbeResult... results) {
        return new HealthReport(START, Duration.ofMillis(5), List.of(results));
    }

    private static HealthReport mixed() {
        return report(
                result(
                        "database",
                        Criticality.CRITICAL,
                        UP.withDetails(Map.of("address", "10.0.0.1"))
                                .withPhases(Map.of("connect", Duration.ofMillis(2)))),
                result(
                        "redis",
                        Criticality.IMPORTANT,
                        ProbeOutcome.down("refused").withHint("start it")),
                result("search", Criticality.INFORMATIONAL, ProbeOutcome.down("refused")),
                result("mail", Criticality.CRITICAL, ProbeOutcome.skipped("not configured")));
    }

    static Stream<HealthFormat> formats() {
        return Stream.of(HealthFormats.microProfile(), HealthFormats.springActuator(), HealthFormats.ietf());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writeWhenStatusThenHttpStatusOfIt(HealthFormat format) {
        assertThat(format.write(report(result("a", Criticality.CRITICAL, UP))).httpStatus())
                .isEqualTo(200);
        assertThat(format.write(mixed()).httpStatus()).as("WARN").isEqualTo(200);
        assertThat(format.write(report(result("a", Criticality.CRITICAL, ProbeOutcome.down("refused"))))
                        .httpStatus())
                .isEqualTo(503);
        assertThat(format.write(report(result("a", Criticality.CRITICAL, ProbeOutcome.unknown("hangs"))))
                        .httpStatus())
                .isEqualTo(503);
        assertThat(format.write(report()).httpStatus()).as("no data").isEqualTo(503);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writeWhenMessageHoldsSecretOrQuotesThenScrubbedAndStillJson(HealthFormat format) {
        HealthAnswer answer = format.write(report(result(
                "a",
                Criticality.CRITICAL,
                ProbeOutcome.down("\"}{ https://u:hunter2@db/ password=hunter2 \u2028 \n"))));

        assertThat(answer.text()).doesNotContain("hunter2");
        assertThat(JsonMaps.parse(answer.text())).isPresent();
    }

    @Test
    void microProfileWhenMixedThenWholeIsTheConjunctionOfItsChecks() {
        JsonObject body = HealthFormats.microProfile().write(mixed()).body();

        assertThat(body.keySet()).containsExactly("status", "checks");
        assertThat(body.getString("status")).isEqualTo("UP");
        List<JsonObject> checks = body.getJsonArray("checks").getValuesAs(JsonObject.class);
        assertThat(checks).extracting(check -> check.getString("name")).containsExactly("database", "redis");
        assertThat(checks).extracting(check -> check.getString("status")).containsOnly("UP");
        assertThat(checks).allMatch(check -> check.keySet().equals(Set.of("name", "status", "data")));
        assertThat(checks.get(1).getJsonObject("data").getString("state")).isEqualTo("DOWN");
        assertThat(checks.get(0).getJsonObject("data").getInt("phaseMicros.connect"))
                .isEqualTo(2000);
    }

    @Test
    void microProfileWhenNothingCountsThenDownWithACheckThatSaysSo() {
        HealthAnswer answer = HealthFormats.microProfile().write(report());

        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.text())
                .isEqualTo("{\"status\":\"DOWN\",\"checks\":[{\"name\":\"probes\",\"status\":\"DOWN\","
                        + "\"data\":{\"message\":\"no probe counts for this status\"}}]}");
    }

    @Test
    void springActuatorWhenMixedThenComponentsWithTheirOwnStatus() {
        HealthAnswer answer = HealthFormats.springActuator().write(mixed());

        assertThat(answer.contentType()).isEqualTo("application/vnd.spring-boot.actuator.v3+json");
        JsonObject body = answer.body();
        assertThat(body.getString("status")).isEqualTo("UP");
        JsonObject components = body.getJsonObject("components");
        assertThat(components.keySet()).containsExactly("database", "redis", "search", "mail");
        assertThat(components.values())
                .extracting(component -> component.asJsonObject().getString("status"))
                .containsExactly("UP", "DOWN", "DOWN", "UNKNOWN");
        assertThat(components.getJsonObject("redis").getJsonObject("details").getString("hint"))
                .isEqualTo("start it");
    }

    @Test
    void springActuatorWhenNothingThenUnknownWithoutComponents() {
        assertThat(HealthFormats.springActuator().write(report()).text()).isEqualTo("{\"status\":\"UNKNOWN\"}");
    }

    @Test
    void ietfWhenMixedThenFieldsOfTheDraft() {
        ServiceInfo service =
                new ServiceInfo(Optional.of("1"), Optional.of("1.2.3"), Optional.of("chat-1"), Optional.empty());
        HealthAnswer answer = HealthFormats.ietf(service).write(mixed());

        assertThat(answer.contentType()).isEqualTo("application/health+json");
        JsonObject body = answer.body();
        assertThat(body.keySet()).containsExactly("status", "version", "releaseId", "serviceId", "checks");
        assertThat(body.getString("status")).isEqualTo("warn");
        JsonObject checks = body.getJsonObject("checks");
        assertThat(checks.keySet())
                .containsExactly(
                        "database:responseTime", "redis:responseTime", "search:responseTime", "mail:responseTime");
        JsonObject database = checks.getJsonArray("database:responseTime").getJsonObject(0);
        assertThat(database.keySet())
                .containsExactly("componentId", "componentType", "observedValue", "observedUnit", "status", "time");
        assertThat(database.getJsonNumber("observedValue").doubleValue()).isEqualTo(3.0);
        assertThat(database.getString("time")).isEqualTo("2025-01-01T00:00:00Z");
        JsonObject redis = checks.getJsonArray("redis:responseTime").getJsonObject(0);
        assertThat(redis.getString("status")).isEqualTo("fail");
        assertThat(redis.getString("output")).isEqualTo("DOWN: refused (start it)");
        assertThat(checks.getJsonArray("mail:responseTime").getJsonObject(0).getString("status"))
                .isEqualTo("warn");
    }
}
