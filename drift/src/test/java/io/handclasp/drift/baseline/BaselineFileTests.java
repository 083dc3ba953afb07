package io.handclasp.drift.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.json.JsonText;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Place;
import io.handclasp.drift.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineFileTests {
    private static final Place PLACE = Place.of("test");
    private static final SecretKey KEY =
            new SecretKeySpec("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), "HmacSHA256");

    private static final String WHOLE = """
            handclasp-baseline: 1
            name: chat
            settings:
              HEARTBEAT: {equals: 30s, type: duration, severity: critical, hint: "Ask the platform team."}
              PORT: {type: integer}
              DEBUG: {absent: true}
              LEVEL: {one-of: [info, warn], optional: true}
              POOL: {min: 1, max: 50}
              URL: {matches: "https://.*"}
              DB_PASSWORD: {present: true}
            environments:
              production:
                settings:
                  LEVEL: {equals: warn}
            closed: ["app.*"]
            unexpected-severity: info
            ignore:
              - {keys: "feature.*", reason: rollout, until: 2027-01-31}
            """;

    @TempDir
    private Path directory;

    @Test
    void readWhenWholeSchemaThenAllOfItIsThere() throws Exception {
        Baseline baseline = BaselineFile.read(Files.writeString(directory.resolve("b.yaml"), WHOLE))
                .build();

        Map<String, Expect> production = baseline.expectations(Environment.PRODUCTION);
        assertThat(production).hasSize(7);
        assertThat(production.get("HEARTBEAT").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(production.get("HEARTBEAT").hint()).contains("Ask the platform team.");
        assertThat(production.get("LEVEL").expected("LEVEL")).contains("warn");
        assertThat(baseline.expectations(Environment.STAGING).get("LEVEL").expected("LEVEL"))
                .contains("one of info, warn");
        assertThat(baseline.closed()).containsExactly(new Glob("app.*"));
        assertThat(baseline.unexpectedSeverity()).isEqualTo(Severity.INFO);
        assertThat(baseline.ignoreRules())
                .containsExactly(IgnoreRule.of("feature.*", "rollout").until(Instant.parse("2027-02-01T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "severity: critical|severty: critical|b:4: unknown field severty, did you mean severity?",
                "settings:|setings:|unknown field setings, did you mean settings?",
                "production:|prodution:|unknown field prodution, did you mean production?",
                "type: integer|type: integr|type must be one of text, boolean, integer",
                "absent: true|absent: false|absent can only be true",
                "{min: 1, max: 50}|{min: 1}|min and max go together",
                "{min: 1, max: 50}|{min: 1, max: 50, equals: 3}|must have one of equals",
                "{present: true}|{}|or a type",
                "baseline: 1|baseline: 2|must be 1",
                "name: chat|name: Chat Service|must be lower-case words",
                "until: 2027-01-31|until: tomorrow|until must be a date like",
                "reason: rollout|rule: x|the field reason is missing",
                "equals: 30s|equals: soon|is not of the type duration",
                "critical|Critical|severity must be one of info, warning, critical",
                "'https://.*'|'('|pattern is no regular expression",
            })
    void parseWhenSomethingIsWrongThenNamedWithWhatIsAccepted(String right, String wrong, String message) {
        String from = right.replace('\'', '"');
        String text = WHOLE.replace(from, wrong.replace('\'', '"'));
        assertThat(text).isNotEqualTo(WHOLE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineFile.parse("b", text))
                .withMessageStartingWith("b: line ")
                .withMessageContaining(message.replace("b:4: ", ""))
                .withNoCause();
    }

    @Test
    void parseWhenItIsNoDocumentThenSaysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineFile.parse("b", ""))
                .withMessageContaining("must be one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineFile.parse("b", "{"))
                .withMessageContaining("is not JSON");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineFile.parse("b", "[]"))
                .withMessageContaining("must be a map");
    }

    @Test
    void toJsonWhenCapturedThenReadBackWithoutSecrets() {
        Map<String, ConfigValue> values = Map.of(
                "HEARTBEAT", ConfigValue.of("HEARTBEAT", "30s", PLACE),
                "DB_PASSWORD", ConfigValue.of("DB_PASSWORD", "hunter2", PLACE),
                "AUTH_KEY", new ConfigValue.Reference("secret auth version latest", PLACE));
        Baseline captured = Baseline.capture("live", values).build();

        String keyed = JsonText.pretty(BaselineFile.toJson(captured, Optional.of(KEY)));
        String plain = JsonText.pretty(BaselineFile.toJson(captured, Optional.empty()));

        assertThat(keyed + plain).doesNotContain("hunter2");
        Comparer comparer = Comparer.of(Optional.of(KEY));
        Baseline read = BaselineFile.parse("live", keyed).build();
        read.expectations(Environment.PRODUCTION)
                .forEach((key, expect) -> assertThat(expect.judge(key, Optional.of(values.get(key)), comparer))
                        .as(key)
                        .isEqualTo(Verdict.met()));
        assertThat(read.expectations(Environment.PRODUCTION)).hasSize(3);
        assertThat(read.closed()).containsExactly(new Glob("*"));
        assertThat(BaselineFile.parse("live", plain).build().expectations(Environment.PRODUCTION))
                .hasSize(3);
    }

    @Test
    void toJsonWhenTheWholeSchemaThenReadBackTheSame() {
        Baseline baseline = BaselineFile.parse("b", WHOLE).build();

        String once = JsonText.pretty(BaselineFile.toJson(baseline, Optional.empty()));
        String twice = JsonText.pretty(
                BaselineFile.toJson(BaselineFile.parse("b", once).build(), Optional.empty()));

        assertThat(twice).isEqualTo(once).contains("\"until\": \"2027-02-01T00:00:00Z\"", "\"type\": \"duration\"");
    }

    @Test
    void captureWhenNothingIsSetThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.capture("live", Map.of()))
                .withMessageContaining("number of captured settings was 0");
    }
}
