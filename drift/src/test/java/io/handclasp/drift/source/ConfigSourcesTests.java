package io.handclasp.drift.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigSourcesTests {
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(1), new ManualTimeSource());

    @Test
    void environmentWhenReadThenEveryVariableOfThisProcess() throws Exception {
        Map<String, ConfigValue> values = ConfigSources.environment().read(deadline);

        assertThat(values.keySet()).isEqualTo(System.getenv().keySet()).isNotEmpty();
        System.getenv()
                .forEach((name, text) ->
                        assertThat(values).containsEntry(name, ConfigValue.of(name, text, Place.of("environment"))));
    }

    @Test
    void systemPropertiesWhenReadThenTheTextsOfNow() throws Exception {
        ConfigSource source = ConfigSources.systemProperties();
        Object key = new Object();
        System.setProperty("handclasp.test.setting", "on");
        System.setProperty("handclasp.test.password", "hunter2");
        System.getProperties().put(key, "no name");
        try {
            assertThat(source.read(deadline))
                    .containsEntry("handclasp.test.setting", new ConfigValue.Plain("on", Place.of("system properties")))
                    .containsKey("java.version")
                    .extractingByKey("handclasp.test.password")
                    .isInstanceOf(ConfigValue.Sensitive.class);
        } finally {
            System.clearProperty("handclasp.test.setting");
            System.clearProperty("handclasp.test.password");
            System.getProperties().remove(key);
        }
        assertThat(source.read(deadline)).doesNotContainKey("handclasp.test.setting");
    }

    @Test
    void ofWhenReadThenWrappedSortedAndNamed() throws Exception {
        ConfigSource source = ConfigSources.of("replica-2", () -> Map.of("b", "2", "a", "1", "db.password", "hunter2"));

        Map<String, ConfigValue> values = source.read(deadline);

        assertThat(source.name()).isEqualTo("replica-2");
        assertThat(values.keySet()).containsExactly("a", "b", "db.password");
        assertThat(values).containsEntry("a", new ConfigValue.Plain("1", Place.of("replica-2")));
        assertThat(values.toString()).doesNotContain("hunter2");
    }

    @Test
    void ofWhenSettingsChangeThenNextReadingTellsAndTheOldOneStays() throws Exception {
        Map<String, String> live = new HashMap<>(Map.of("a", "1"));
        ConfigSource source = ConfigSources.of("live", () -> live);

        Map<String, ConfigValue> before = source.read(deadline);
        live.put("a", "2");

        assertThat(before).containsEntry("a", new ConfigValue.Plain("1", Place.of("live")));
        assertThat(source.read(deadline)).containsEntry("a", new ConfigValue.Plain("2", Place.of("live")));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(before::clear);
    }

    @Test
    void ofWhenValueIsNullThenSaysWhich() {
        Map<String, String> broken = new HashMap<>();
        broken.put("heartbeat", null);

        assertThatNullPointerException()
                .isThrownBy(() -> ConfigSources.of("live", () -> broken).read(deadline))
                .withMessage("live supplied no value for heartbeat");
    }

    @Test
    void ofWhenNothingSuppliedThenSaysWho() {
        assertThatNullPointerException()
                .isThrownBy(() -> ConfigSources.of("live", () -> null).read(deadline))
                .withMessage("live supplied no settings");
    }

    @Test
    void ofWhenNameBlankThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigSources.of(" ", Map::of))
                .withMessageStartingWith("name was blank");
    }

    @Test
    void readWhenHostsOwnSourceCannotBeReadThenExceptionPasses() {
        ConfigSource source = limit -> {
            throw new IOException("no such file");
        };

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> source.read(deadline));
    }

    @Test
    void nameWhenHostsOwnClassThenTheNameOfTheClass() {
        class Replica implements ConfigSource {
            @Override
            public Map<String, ConfigValue> read(Deadline limit) {
                return Map.of();
            }
        }

        assertThat(new Replica().name()).isEqualTo("Replica");
    }
}
