package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTests {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "ab", "abc", "abcd", "abcde", "\u0000", "\u007f\u007f", "~~~", "???", "header.payload"})
    void decodeWhenAsciiWithAllPaddingOrNoneThenTheText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(Base64Url.decode(Base64.getUrlEncoder().encodeToString(bytes)))
                .contains(text);
        assertThat(Base64Url.decode(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // One character more than whole bytes; padding that is missing, too much, alone, or inside.
                "Y",
                "YWJjZ",
                "YQ=",
                "YWI==",
                "YWJj=",
                "YWJj==",
                "YWJj===",
                "YWJj====",
                "YQ===",
                "=",
                "==",
                "Y=Q=",
                "=YQ=",
                // Bits that carry nothing.
                "YR",
                "YR==",
                "YWJ",
                "YWJ=",
                // No ASCII.
                "gA",
                "_w",
                "w6k"
            })
    void decodeWhenNotTheOneWayToWriteAsciiThenEmpty(String text) {
        assertThat(Base64Url.decode(text)).isEmpty();
    }

    /** Each character of the alphabet, and each that is not: those next to its letters and digits above all. */
    @Test
    void decodeWhenTheLastCharacterIsOfTheAlphabetThenAndOnlyThen() {
        for (char c = 0; c < 0x180; c++) {
            assertThat(Base64Url.decode("AAA" + c).isPresent())
                    .as("character %d", (int) c)
                    .isEqualTo(ALPHABET.indexOf(c) >= 0 || c == '=');
        }
    }
}
