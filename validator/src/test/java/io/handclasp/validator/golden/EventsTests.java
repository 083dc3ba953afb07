package io.handclasp.validator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsTests {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    /type         ; agent   ; {"type":"agent"}            ; true
                    /type         ; agent   ; {"type":"other"}            ; false
                    /type         ; agent   ; {"kind":"agent"}            ; false
                    /n            ; 3       ; {"n":3}                     ; true
                    /ok           ; true    ; {"ok":true}                 ; true
                    /data/0/a~1b  ; x       ; {"data":[{"a/b":"x"}]}      ; true
                    /data/1       ; x       ; {"data":["x"]}              ; false
                    /type         ; agent   ; ["agent"]                   ; false
                    /type         ; agent   ; no JSON                     ; false
                    """)
    void jsonWhenLookedAtThenMatchesTheValueAtItsPlaceOnly(
            String pointer, String value, String message, boolean expected) {
        assertThat(Events.json(pointer, value).matches(message)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    {"text":"x"}  ; true
                    {"text":" "}  ; false
                    {"text":null} ; false
                    {"text":[]}   ; false
                    {"text":0}    ; true
                    {}            ; false
                    """)
    void jsonPresentWhenLookedAtThenSomethingMustStandThere(String message, boolean expected) {
        assertThat(Events.jsonPresent("/text").matches(message)).isEqualTo(expected);
    }

    @Property(tries = 300)
    void matchesWhenMessageIsAnythingThenNothingIsThrown(@ForAll String message, @ForAll @NotBlank String part) {
        assertThat(Events.json("/type", "a").and(Events.jsonPresent("/b")).matches(message))
                .isFalse();
        assertThat(Events.containing(part).matches(message)).isEqualTo(message.contains(part));
    }
}
