package io.handclasp.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Finding;
import io.handclasp.core.Status;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReportsTests {
    @Test
    void findingWhenItHasAHintThenAllFiveMembers() {
        Finding finding =
                Finding.of("tcp.refused", Status.FAIL, "db", "refused").withHint("start it");

        assertThat(JsonText.compact(JsonReports.finding(finding)))
                .isEqualTo("{\"code\":\"tcp.refused\",\"status\":\"FAIL\",\"subject\":\"db\","
                        + "\"message\":\"refused\",\"hint\":\"start it\"}");
    }

    @Test
    void findingWhenItHasNoHintThenNoSuchMember() {
        assertThat(JsonReports.finding(Finding.of("a", Status.PASS, "s", "m"))).doesNotContainKey("hint");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numberWhenJsonHasNoneSuchThenNull(double value) {
        assertThat(JsonReports.number(value)).isEqualTo(JsonValue.NULL);
    }

    @Test
    void objectWhenAllKindsOfValuesThenInOrder() {
        String text = JsonText.compact(JsonObjects.object()
                .put("text", "x")
                .put("status", Status.WARN)
                .put("long", Long.MAX_VALUE)
                .put("double", 0.1)
                .put("boolean", true)
                .put("duration", Duration.ofMillis(1_500))
                .put("instant", Instant.EPOCH)
                .put("json", JsonValue.EMPTY_JSON_ARRAY)
                .build());

        assertThat(text)
                .isEqualTo("{\"text\":\"x\",\"status\":\"WARN\",\"long\":9223372036854775807,\"double\":0.1,"
                        + "\"boolean\":true,\"duration\":\"PT1.5S\",\"instant\":\"1970-01-01T00:00:00Z\",\"json\":[]}");
    }

    @Test
    void objectWhenMeasurementIsMissingThenNullButMissingTextIsLeftOut() {
        String text = JsonText.compact(JsonObjects.object()
                .put("p99", OptionalLong.empty())
                .put("mean", OptionalDouble.empty())
                .put("p50", OptionalLong.of(5))
                .put("max", OptionalDouble.of(2.5))
                .putIfPresent("hint", Optional.empty(), JsonReports::text)
                .putIfPresent("note", Optional.of("n"), JsonReports::text)
                .build());

        assertThat(text).isEqualTo("{\"p99\":null,\"mean\":null,\"p50\":5,\"max\":2.5,\"note\":\"n\"}");
    }
}
