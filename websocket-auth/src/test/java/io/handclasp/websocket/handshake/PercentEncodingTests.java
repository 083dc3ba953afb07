package io.handclasp.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTests {
    @ParameterizedTest
    @CsvSource({
        "abc,abc",
        "%41,A",
        "%2f%2F,//",
        "%2541,%41",
        "a+b,a+b",
        "%2B,+",
        "%C3%A9,\u00e9",
        "%F0%9F%98%80,\ud83d\ude00"
    })
    void decodeWhenEncodedThenDecodedOnce(String text, String decoded) {
        assertThat(PercentEncoding.decode(text)).contains(decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%4",
                "a%",
                "%g1",
                "%1g",
                "%-1",
                "% 1",
                "%%41",
                "%\uff11\uff11",
                "%ff",
                "%C3",
                "%C0%AF",
                "%ED%A0%80",
                "%F4%90%80%80",
                "\u00e9",
                "a\u0660"
            })
    void decodeWhenNotPercentEncodedUtf8ThenEmpty(String text) {
        assertThat(PercentEncoding.decode(text)).isEmpty();
    }

    @Property
    void decodeWhenAnythingIsEncodedThenTheSameAgain(@ForAll String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        // What UTF-8 cannot hold, half of a surrogate pair, was lost when it was encoded.
        String written = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(PercentEncoding.decode(encoded)).contains(written);
    }

    @Property
    void decodeWhenAnythingIsSentThenNeverThrows(@ForAll String text) {
        assertThat(PercentEncoding.decode(text))
                .matches(decoded -> decoded.isEmpty() || decoded.get().length() <= text.length());
    }
}
