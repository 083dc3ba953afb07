package io.handclasp.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FieldListsPropertyTests {
    @Property
    void splitWhenAnyLinesThenNoElementIsEmptyOrHoldsAComma(@ForAll("lines") List<String> lines) {
        assertThat(FieldLists.split(lines))
                .allSatisfy(element -> assertThat(element)
                        .isNotEmpty()
                        .doesNotContain(",")
                        .doesNotStartWith(" ")
                        .doesNotStartWith("\t")
                        .doesNotEndWith(" ")
                        .doesNotEndWith("\t"));
    }

    @Property
    void splitWhenAnyLinesThenAsThePlainDefinitionSays(@ForAll("lines") List<String> lines) {
        List<String> expected = lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(element -> element.replaceAll("^[ \t]+|[ \t]+$", ""))
                .filter(element -> !element.isEmpty())
                .toList();
        assertThat(FieldLists.split(lines)).isEqualTo(expected);
    }

    @Property
    void splitWhenLinesAreJoinedByCommasThenTheSame(@ForAll("lines") List<String> lines) {
        assertThat(FieldLists.split(List.of(String.join(",", lines)))).isEqualTo(FieldLists.split(lines));
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.strings()
                .withChars(" \t,ab\"\u00a0é")
                .ofMaxLength(12)
                .list()
                .ofMaxSize(4);
    }
}
