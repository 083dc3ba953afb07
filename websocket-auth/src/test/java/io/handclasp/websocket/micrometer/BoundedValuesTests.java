package io.handclasp.websocket.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedValuesTests {
    private final BoundedValues values = new BoundedValues();

    @Test
    void ofWhenThereAreTooManyThenTheFirstKeepTheirNamesAndTheRestShareOne() {
        Set<String> shown =
                IntStream.range(0, 10_000).mapToObj(i -> values.of("name-" + i)).collect(Collectors.toSet());

        assertThat(shown).hasSize(BoundedValues.MOST + 1).contains("name-0", "name-99", "other");
        assertThat(values.of("name-7")).isEqualTo("name-7");
        assertThat(values.of("name-7000")).isEqualTo("other");
    }

    @Test
    void ofWhenBlankThenNone() {
        assertThat(values.of("")).isEqualTo("none");
        assertThat(values.of(" ")).isEqualTo("none");
    }
}
