package io.handclasp.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoakOptionsTests {
    @Test
    void readWhenNothingIsSaidThenHalfAnHour() {
        assertThat(SoakOptions.read().time()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void readWhenAllIsSaidThenSo() {
        SoakSettings settings =
                SoakOptions.read("--minutes", "5", "--round-seconds", "20", "--users", "7", "--seed", "9");

        assertThat(settings.time()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.round()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.users()).isEqualTo(7);
        assertThat(settings.seed()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({
        "--minutes, many, '--minutes was many, must be a whole number'",
        "--minutes, 0, 'time was PT0S'",
        "--users, 9000000000, 'users was 2147483647'",
        "--hours, 1, '--hours is no option'"
    })
    void readWhenItCannotBeThenItIsNamed(String option, String value, String message) {
        assertThatThrownBy(() -> SoakOptions.read(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void readWhenAValueIsMissingThenItIsNamed() {
        assertThatThrownBy(() -> SoakOptions.read("--minutes")).hasMessageStartingWith("--minutes was nothing");
    }
}
