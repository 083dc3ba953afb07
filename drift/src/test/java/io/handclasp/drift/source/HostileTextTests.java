package io.handclasp.drift.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.UnreadableSourceException;
import io.handclasp.drift.baseline.BaselineFile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts that somebody wrote to hurt: each ends soon, in a clear error or the right values. */
@Timeout(60)
class HostileTextTests {
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(5), new ManualTimeSource());

    private Map<String, ConfigValue> read(ConfigFormat format, String text) throws Exception {
        return ConfigSources.text("text", format, () -> text).read(deadline);
    }

    @Test
    void readWhenManyNamesLookAlikeThenNumberedInLinearTime() throws Exception {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < 20_000; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("\"ghp_0123456789ab")
                    .append(100_000 + i)
                    .append("\":1");
        }

        Map<String, ConfigValue> values =
                read(ConfigFormat.JSON, json.append("}").toString());

        assertThat(values).hasSize(20_000).containsKeys("[redacted]", "[redacted] #2", "[redacted] #20000");
    }

    @Test
    void readWhenALongNameStandsAboveManyThenRefused() {
        StringBuilder json =
                new StringBuilder("{\"").append("n".repeat(1_000_000)).append("\":{");
        for (int i = 0; i < 100_000; i++) {
            json.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":1");
        }

        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> read(ConfigFormat.JSON, json.append("}}").toString()))
                .withMessage("text:1: is a setting whose name has more than 4096 characters");
    }

    @Test
    void readWhenNameOfAContainerIsLongThenItsVariablesHaveAShortOne() throws Exception {
        StringBuilder json = new StringBuilder("{\"kind\":\"Pod\",\"spec\":{\"containers\":[{},{\"name\":\"")
                .append("n".repeat(1_000_000))
                .append("\",\"env\":[");
        for (int i = 0; i < 2_000; i++) {
            json.append(i == 0 ? "" : ",").append("{\"name\":\"V").append(i).append("\",\"value\":\"1\"}");
        }

        Map<String, ConfigValue> values =
                read(ConfigFormat.KUBERNETES, json.append("]}]}}").toString());

        assertThat(values).hasSize(2_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = ConfigFormat.class,
            names = {"PROPERTIES", "DOT_ENV", "YAML", "JSON"})
    void textWhenItBeginsWithAByteOrderMarkThenLeftOut(ConfigFormat format) throws Exception {
        String text = switch (format) {
            case JSON -> "{\"A\": \"1\"}";
            case YAML -> "A: 1";
            default -> "A=1\r\n";
        };

        assertThat(read(format, "\uFEFF" + text)).containsOnlyKeys("A");
    }

    @Test
    void baselineWhenItBeginsWithAByteOrderMarkThenLeftOut() {
        assertThat(BaselineFile.parse("b", "\uFEFF{\"handclasp-baseline\": 1, \"name\": \"a\"}")
                        .build()
                        .name())
                .isEqualTo("a");
    }

    @Test
    void baselineWhenARangeOrAPatternHoldsASecretThenTheErrorDoesNot() {
        for (String wrong : new String[] {
            "PIN: {min: hunter2-secret, max: 3}",
            "PIN: {min: 1, max: ghp_0123456789abcdef}",
            "PIN: {matches: '(ghp_0123456789abcdef'}",
            "PIN: {hmac: hunter2-secret}",
            "PIN: {equals: hunter2-secret, type: integer}",
            "PIN: {equals: a, ghp_0123456789abcdef: b}",
        }) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .as(wrong)
                    .isThrownBy(() ->
                            BaselineFile.parse("b", "handclasp-baseline: 1\nname: a\nsettings:\n  " + wrong + "\n"))
                    .withMessageStartingWith("b: line 4: ")
                    .withMessageNotContainingAny("hunter2-secret", "ghp_0123456789abcdef")
                    .withNoCause();
        }
    }
}
