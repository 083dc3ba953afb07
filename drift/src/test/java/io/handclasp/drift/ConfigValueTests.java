package io.handclasp.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.Secret;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigValueTests {
    private static final Place ENVIRONMENT = Place.of("environment");

    @Test
    void ofWhenNothingSecretThenPlain() {
        ConfigValue value = ConfigValue.of("HEARTBEAT", "30s", ENVIRONMENT);

        assertThat(value).isEqualTo(new ConfigValue.Plain("30s", ENVIRONMENT));
        assertThat(value.shown()).isEqualTo("30s");
        assertThat(value.place()).isEqualTo(ENVIRONMENT);
    }

    @Test
    void ofWhenEmptyThenPlainAndEmpty() {
        assertThat(ConfigValue.of("HEARTBEAT", "", ENVIRONMENT)).isEqualTo(new ConfigValue.Plain("", ENVIRONMENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DB_PASSWORD", "client.secret", "apiKey"})
    void ofWhenNameIsSensitiveThenNothingIsShown(String name) {
        ConfigValue value = ConfigValue.of(name, "hunter2", ENVIRONMENT);

        assertThat(value)
                .isEqualTo(new ConfigValue.Sensitive(Optional.of(Secret.of("hunter2")), "[redacted]", ENVIRONMENT));
        assertThat(value.shown()).isEqualTo("[redacted]");
        assertThat(value.toString()).isEqualTo("Sensitive[shown=[redacted], place=environment]");
    }

    @Test
    void ofWhenUrlHoldsPasswordThenTheRestIsShown() {
        ConfigValue value = ConfigValue.of("DATABASE_URL", "postgres://app:hunter2@db/orders", ENVIRONMENT);

        assertThat(value).isInstanceOf(ConfigValue.Sensitive.class);
        assertThat(value.shown()).contains("[redacted]", "db/orders").doesNotContain("hunter2");
        assertThat(value.toString()).doesNotContain("hunter2");
    }

    @Test
    void equalsWhenOnlyPasswordInUrlDiffersThenDifferent() {
        ConfigValue one = ConfigValue.of("DATABASE_URL", "postgres://app:hunter2@db/orders", ENVIRONMENT);
        ConfigValue other = ConfigValue.of("DATABASE_URL", "postgres://app:hunter3@db/orders", ENVIRONMENT);

        assertThat(one.shown()).isEqualTo(other.shown());
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void toStringWhenSensitiveValueIsEmptyThenDoesNotTell() {
        ConfigValue empty = ConfigValue.of("DB_PASSWORD", "", ENVIRONMENT);

        assertThat(empty)
                .hasToString(
                        ConfigValue.of("DB_PASSWORD", "hunter2", ENVIRONMENT).toString());
        assertThat(empty).isEqualTo(new ConfigValue.Sensitive(Optional.empty(), "[redacted]", ENVIRONMENT));
    }

    @Test
    void plainWhenTextHoldsSecretThenRefusedWithoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfigValue.Plain("postgres://app:hunter2@db/orders", ENVIRONMENT))
                .withMessage("text holds a secret, must be read through ConfigValue.of");
    }

    @Test
    void sensitiveWhenShownTextHoldsSecretThenScrubbed() {
        ConfigValue value = new ConfigValue.Sensitive(Optional.empty(), "password=hunter2", Place.of("file"));

        assertThat(value.shown()).isEqualTo("password=[redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEARTBEAT", "DB_PASSWORD"})
    void ofWhenOriginBlankThenRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigValue.of(name, "x", Place.of(" ")))
                .withMessageStartingWith("source was blank");
    }

    @Property
    void ofWhenNameIsSensitiveThenValueIsNeverInAnyText(
            @ForAll @AlphaChars @StringLength(min = 12, max = 40) String value) {
        ConfigValue wrapped = ConfigValue.of("DB_PASSWORD", value, ENVIRONMENT);

        assertThat(wrapped.toString() + wrapped.shown()).doesNotContain(value);
        assertThat(((ConfigValue.Sensitive) wrapped).secret().map(Secret::reveal))
                .contains(value);
    }

    @Property
    void ofWhenAnyTextThenTheWholeOfItIsKept(@ForAll String text) {
        ConfigValue value = ConfigValue.of("HEARTBEAT", text, ENVIRONMENT);

        String kept = value instanceof ConfigValue.Plain plain
                ? plain.text()
                : ((ConfigValue.Sensitive) value).secret().map(Secret::reveal).orElse("");
        assertThat(kept).isEqualTo(text);
    }
}
