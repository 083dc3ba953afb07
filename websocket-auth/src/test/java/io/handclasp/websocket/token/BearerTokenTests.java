package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTests {
    /** RFC 6750, section 2.1, word for word. */
    private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

    @ParameterizedTest
    @ValueSource(strings = {"a", "abc.def.ghi", "a==", "-._~+/", "0====="})
    void parseWhenB64TokenThenAccepted(String text) {
        assertThat(BearerToken.parse(text)).map(BearerToken::reveal).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "===",
                "a=b",
                "a b",
                "a\n",
                " a",
                "a,b",
                "\u00e9",
                "a\u0000",
                "\uff41",
                "a\u0141b",
                "\ud83d\ude00",
                "a\ud83d\ude00a"
            })
    void parseWhenNotB64TokenThenEmpty(String text) {
        assertThat(BearerToken.parse(text)).isEmpty();
    }

    @Test
    void parseWhenAtTheLimitThenAcceptedAndOneBeyondNot() {
        assertThat(BearerToken.parse("a".repeat(BearerToken.MAX_LENGTH))).isPresent();
        assertThat(BearerToken.parse("a".repeat(BearerToken.MAX_LENGTH + 1))).isEmpty();
        assertThat(BearerToken.parse("a" + "=".repeat(BearerToken.MAX_LENGTH))).isEmpty();
    }

    @Property(tries = 5_000)
    void parseWhenAnyTextThenAsTheGrammarSays(@ForAll("nearTokens") String text) {
        assertThat(BearerToken.parse(text).isPresent())
                .isEqualTo(B64TOKEN.matcher(text).matches());
    }

    @Property
    void parseWhenAnyUnicodeThenNeverThrows(@ForAll String text) {
        assertThat(BearerToken.parse(text))
                .matches(token -> token.isEmpty() || token.get().reveal().equals(text));
    }

    @Test
    void ofWhenNotATokenThenTheMessageDoesNotShowIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BearerToken.of("not a token s3cret"))
                .withMessageNotContaining("s3cret")
                .withMessageContaining("8192");
    }

    @Test
    void toStringWhenAskedThenRedacted() {
        BearerToken token = BearerToken.of("opaque-4711");
        assertThat(token).hasToString("BearerToken[redacted]");
        assertThat(new Extraction.Found(token, TokenSource.SUBPROTOCOL, Optional.of("bearer")).toString())
                .doesNotContain("4711");
    }

    @Test
    void equalsWhenSameValueThenEqualAndSameHash() {
        assertThat(BearerToken.of("abc"))
                .isEqualTo(BearerToken.of("abc"))
                .hasSameHashCodeAs(BearerToken.of("abc"))
                .isNotEqualTo(BearerToken.of("abd"))
                .isNotEqualTo(BearerToken.of("abcd"))
                .isNotEqualTo("abc");
    }

    @Provide
    Arbitrary<String> nearTokens() {
        return Arbitraries.strings()
                .withCharRange('a', 'c')
                .withChars("-._~+/= ,:;@[`{\u0000\u007f\u00ff")
                .ofMaxLength(8);
    }
}
