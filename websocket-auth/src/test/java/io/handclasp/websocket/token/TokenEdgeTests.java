package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shortest and the emptiest of what is read. */
class TokenEdgeTests {
    private static SubprotocolClaim claim(SubprotocolConvention convention, String... offered) {
        return convention.claim(List.of(offered), 0);
    }

    private static Extraction found(String token) {
        return new Extraction.Found(BearerToken.of(token), TokenSource.FIRST_MESSAGE, Optional.empty());
    }

    @Test
    void quarkusWhenAnotherHeadersNameHasOneLetterThenWithheld() {
        SubprotocolConvention quarkus = new QuarkusConvention();

        assertThat(claim(quarkus, "quarkus-http-upgrade#x#value")).isEqualTo(new SubprotocolClaim.Withheld());
        assertThat(claim(quarkus, "quarkus-http-upgrade##value")).isInstanceOf(SubprotocolClaim.Malformed.class);
    }

    @Test
    void kindWhenSchemeIsMadeOfSignsThenAnotherScheme() {
        assertThat(BearerCredentials.kind("! abc")).isEqualTo(BearerCredentials.Kind.OTHER_SCHEME);
        assertThat(BearerCredentials.kind("~ abc")).isEqualTo(BearerCredentials.Kind.OTHER_SCHEME);
        assertThat(BearerCredentials.kind("\u00e9 abc")).isEqualTo(BearerCredentials.Kind.NONSENSE);
    }

    @Test
    void jsonWhenPointerHasOneLetterThenTheTokenIsFoundThere() {
        assertThat(FirstMessageFormats.json("/t").read("{\"t\":\"opaque-4711\"}"))
                .isEqualTo(found("opaque-4711"));
    }

    @Test
    void graphQlWhenTokenStandsOutsideOfThePayloadThenMissing() {
        JsonFirstMessage graphQl = FirstMessageFormats.graphQl("/Authorization");

        assertThat(graphQl.read(
                        "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer opaque-4711\"}}"))
                .isEqualTo(found("opaque-4711"));
        assertThat(graphQl.read("{\"type\":\"connection_init\",\"Authorization\":\"Bearer opaque-4711\"}"))
                .isEqualTo(new Extraction.Missing());
    }

    @ParameterizedTest
    @ValueSource(strings = {" opaque-4711", "Basic opaque-4711", "Bearer", "Bearer "})
    void graphQlWhenNoBearerCredentialsThenMalformedOrATokenOfThatName(String text) {
        Extraction extraction = FirstMessageFormats.graphQl("/t")
                .read("{\"type\":\"connection_init\",\"payload\":{\"t\":\"" + text + "\"}}");

        if (text.equals("Bearer")) {
            assertThat(extraction).as("a token may be spelled like that").isEqualTo(found("Bearer"));
        } else {
            assertThat(extraction).isInstanceOf(Extraction.Malformed.class);
        }
    }

    /** What a host's own convention is called by default. */
    private static final class Own implements SubprotocolConvention {
        @Override
        public SubprotocolClaim claim(List<String> offered, int place) {
            return new SubprotocolClaim.Unrelated();
        }
    }

    @Test
    void nameWhenConventionHasNoneThenItsClasss() {
        assertThat(SubprotocolConventions.of(new Own()).names()).containsExactly("Own");
    }

    @ParameterizedTest
    @CsvSource({
        "eyopaque, false",
        "ey.payload, false",
        "ey.payload.signature, true",
        "ey.payload., true",
        "ey..., false",
        "ey.payload.signature.more, false",
        "xy.payload.signature, false"
    })
    void decodeWhenTextMayBeATokenAsItIsThenOnlyAJsonWebTokenIsTakenForAnEncodedOne(String text, boolean decoded) {
        String encoded = Carrier.base64Url(text);
        Optional<BearerToken> token = TokenEncoding.PLAIN_OR_BASE64URL.decode(encoded);

        assertThat(token).contains(BearerToken.of(decoded ? text : encoded));
    }

    @Test
    void decodeWhenNothingOrPaddingOnlyThenNoToken() {
        assertThat(Base64Url.decode("")).contains("");
        assertThat(Base64Url.decode("=")).isEmpty();
        assertThat(Base64Url.decode("==")).isEmpty();
        assertThat(TokenEncoding.BASE64URL.decode("")).isEmpty();
    }

    @Test
    void hashCodeWhenTokensDifferThenDiffers() {
        assertThat(BearerToken.of("opaque-4711").hashCode())
                .isNotEqualTo(BearerToken.of("opaque-4712").hashCode());
    }
}
