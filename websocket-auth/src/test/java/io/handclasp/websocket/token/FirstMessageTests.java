package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstMessageTests {
    private static final FirstMessageExtractor PLAIN = TokenExtractors.firstMessage(FirstMessageFormats.plainToken());
    private static final FirstMessageExtractor JSON =
            TokenExtractors.firstMessage(FirstMessageFormats.json("/auth/token"));
    private static final FirstMessageExtractor GRAPHQL =
            TokenExtractors.firstMessage(FirstMessageFormats.graphQl("/Authorization"));

    private static Extraction found(String token) {
        return new Extraction.Found(BearerToken.of(token), TokenSource.FIRST_MESSAGE, Optional.empty());
    }

    private static void assertMalformed(Extraction extraction) {
        assertThat(extraction)
                .isInstanceOfSatisfying(
                        Extraction.Malformed.class,
                        malformed -> assertThat(malformed.reason()).isNotBlank().doesNotContain("opaque", "4711"));
    }

    @Test
    void plainTokenWhenMessageIsATokenThenFoundAndNotTheHosts() {
        assertThat(PLAIN.extract("opaque-4711")).isEqualTo(found("opaque-4711"));
        assertThat(PLAIN.format().isForHost()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opaque 4711", "opaque-4711\n", "Bearer opaque-4711", "{\"token\":\"opaque-4711\"}"})
    void plainTokenWhenMessageIsAnythingElseThenMalformed(String message) {
        assertMalformed(PLAIN.extract(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auth\":{\"token\":\"opaque-4711\"}}",
                " {\"a\":[{\"token\":\"x\"},[1,null]],\"auth\":{\"b\":{\"token\":1},\"token\":\"opaque-4711\"},\"token\":2} \n",
                "{\"auth\":{\"tok\\u0065n\":\"opaque\\u002d4711\"}}"
            })
    void jsonWhenTokenStandsAtThePointerThenFound(String message) {
        assertThat(JSON.extract(message)).isEqualTo(found("opaque-4711"));
        assertThat(JSON.format().isForHost()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"auth\":{}}",
                "{\"auth\":\"opaque-4711\"}",
                "{\"token\":\"opaque-4711\"}",
                "{\"auth\":[{\"token\":\"opaque-4711\"}]}",
                "{\"x\":{\"auth\":{\"token\":\"opaque-4711\"}}}",
                "{\"auth/token\":\"opaque-4711\"}"
            })
    void jsonWhenNothingStandsAtThePointerThenMissing(String message) {
        assertThat(JSON.extract(message)).isEqualTo(new Extraction.Missing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "opaque-4711",
                "\"opaque-4711\"",
                "[{\"auth\":{\"token\":\"opaque-4711\"}}]",
                "{\"auth\":{\"token\":\"opaque-4711\"}",
                "{\"auth\":{\"token\":\"opaque-4711\"}} {}",
                "{\"auth\":{\"token\":\"opaque-4711\"}}x",
                "{\"auth\":{\"token\":\"opaque-4711\",\"token\":\"other\"}}",
                "{\"auth\":{\"token\":\"opaque-4711\",\"tok\\u0065n\":\"other\"}}",
                "{\"auth\":{\"token\":\"opaque-4711\"},\"auth\":{}}",
                "{\"a\":1,\"a\":2,\"auth\":{\"token\":\"opaque-4711\"}}",
                "{\"auth\":{\"token\":\"opaque-4711\",}}",
                "{'auth':{'token':'opaque-4711'}}",
                "{\"auth\":{\"token\":opaque-4711}}",
                "{\"auth\":{\"token\":\"opaque-4711\"}}\u0000",
                "\ufeff{\"auth\":{\"token\":\"opaque-4711\"}}",
                "{\"auth\":{\"token\":4711}}",
                "{\"auth\":{\"token\":null}}",
                "{\"auth\":{\"token\":[\"opaque-4711\"]}}",
                "{\"auth\":{\"token\":\"\"}}",
                "{\"auth\":{\"token\":\"opaque 4711\"}}",
                "{\"auth\":{\"token\":\"Bearer opaque-4711\"}}"
            })
    void jsonWhenNotOneStrictObjectWithATokenThenMalformed(String message) {
        assertMalformed(JSON.extract(message));
    }

    @Test
    void jsonWhenNestedTooDeeplyThenMalformed() {
        String deep = "{\"a\":".repeat(32) + "1" + "}".repeat(32);
        assertThat(JSON.extract(deep)).isEqualTo(new Extraction.Missing());
        assertMalformed(JSON.extract("{\"a\":" + deep + "}"));
        assertMalformed(JSON.extract("{\"a\":" + "[".repeat(8_000) + "]".repeat(8_000) + "}"));
    }

    @Test
    void jsonWhenNamesAreEscapedInThePointerThenUnescaped() {
        assertThat(TokenExtractors.firstMessage(FirstMessageFormats.json("/a~1b/~01"))
                        .extract("{\"a/b\":{\"~1\":\"opaque-4711\"}}"))
                .isEqualTo(found("opaque-4711"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "token", "#/token", "/a~2b", "/a~"})
    void jsonWhenPointerIsNoneThenRefused(String pointer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FirstMessageFormats.json(pointer))
                .withMessageStartingWith("pointer was \"" + pointer + "\", must be a JSON pointer");
        assertThatIllegalArgumentException().isThrownBy(() -> FirstMessageFormats.graphQl(pointer));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FirstMessageFormats.json("/token").requiring(pointer, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer opaque-4711", "bearer  opaque-4711", "opaque-4711"})
    void graphQlWhenConnectionInitHoldsTheTokenThenFoundAndTheHostGetsItToo(String value) {
        assertThat(GRAPHQL.extract("{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"" + value + "\"}}"))
                .isEqualTo(found("opaque-4711"));
        assertThat(GRAPHQL.format().isForHost()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"payload\":{\"Authorization\":\"opaque-4711\"}}",
                "{\"type\":\"subscribe\",\"payload\":{\"Authorization\":\"opaque-4711\"}}",
                "{\"type\":[\"connection_init\"],\"payload\":{\"Authorization\":\"opaque-4711\"}}",
                "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Basic opaque\"}}",
                "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer \"}}",
                "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer a b\"}}"
            })
    void graphQlWhenOfAnotherTypeOrSchemeThenMalformed(String message) {
        assertMalformed(GRAPHQL.extract(message));
    }

    @Test
    void graphQlWhenThereIsNoPayloadThenMissing() {
        assertThat(GRAPHQL.extract("{\"type\":\"connection_init\"}")).isEqualTo(new Extraction.Missing());
    }

    @Test
    void extractWhenMessageIsLongerThanTheLimitThenMalformedAndTheFormatIsNotAsked() {
        FirstMessageExtractor small = new FirstMessageExtractor(
                message -> {
                    throw new IllegalStateException("asked");
                },
                16);
        assertMalformed(small.extract("opaque-4711-opaque"));
        assertThat(PLAIN.withMaxLength(16).extract("a".repeat(16))).isEqualTo(found("a".repeat(16)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withMaxLength(15))
                .withMessageContaining("maxLength was 15");
    }

    @Property
    void extractWhenTokenIsRenderedThenTheSameToken(@ForAll(supplier = Tokens.Any.class) String token) {
        assertThat(PLAIN.extract(token)).isEqualTo(found(token));
        assertThat(JSON.extract("{\"auth\":{\"token\":\"" + token.replace("/", "\\/") + "\"}}"))
                .isEqualTo(found(token));
        assertThat(GRAPHQL.extract(
                        "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer " + token + "\"}}"))
                .isEqualTo(found(token));
    }
}
