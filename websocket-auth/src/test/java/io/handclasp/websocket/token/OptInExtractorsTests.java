package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.origin.OriginPolicy;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The carriers that a host has to ask for, and the guards around extractors. */
class OptInExtractorsTests {
    private static final BearerToken TOKEN = BearerToken.of("opaque-4711");
    private static final OriginPolicy POLICY = OriginPolicy.exactly("https://app.example");
    private static final TokenExtractor COOKIE = TokenExtractors.cookie("session", POLICY);
    private static final TokenExtractor QUERY = TokenExtractors.queryParameter("access_token");

    private static HandshakeRequest.Builder fromApp() {
        return HandshakeRequest.builder().header("Origin", "https://app.example");
    }

    private static Extraction found(TokenSource source) {
        return new Extraction.Found(TOKEN, source, Optional.empty());
    }

    private static void assertMalformed(Extraction extraction) {
        assertThat(extraction)
                .isInstanceOfSatisfying(
                        Extraction.Malformed.class,
                        malformed -> assertThat(malformed.reason()).isNotBlank().doesNotContain("opaque", "4711"));
    }

    private static void assertForeign(Extraction extraction) {
        assertThat(extraction)
                .isInstanceOfSatisfying(
                        Extraction.ForeignOrigin.class,
                        foreign -> assertThat(foreign.reason()).isNotBlank().doesNotContain("evil", "4711"));
    }

    @Test
    void cookieWhenOriginIsAllowedThenFound() {
        assertThat(COOKIE.extract(
                        fromApp().header("Cookie", "a=b; session=opaque-4711").build()))
                .isEqualTo(found(TokenSource.COOKIE));
    }

    @Test
    void cookieWhenThereIsNoOriginThenForeign() {
        assertForeign(COOKIE.extract(HandshakeRequest.builder()
                .header("Cookie", "session=opaque-4711")
                .build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "", "https://app.example.evil.example", "http://app.example"})
    void cookieWhenOriginIsForeignThenForeignEvenIfTheCookieIsNonsense(String origin) {
        assertForeign(COOKIE.extract(HandshakeRequest.builder()
                .header("Origin", origin)
                .header("Cookie", "session=opaque-4711")
                .build()));
        assertForeign(COOKIE.extract(HandshakeRequest.builder()
                .header("Origin", origin)
                .header("Cookie", "session=opaque 4711")
                .build()));
    }

    @Test
    void cookieWhenTwoOriginsAreSentThenForeign() {
        assertForeign(COOKIE.extract(fromApp()
                .header("Origin", "https://app.example")
                .header("Cookie", "session=opaque-4711")
                .build()));
    }

    @Test
    void cookieWhenNotSentThenMissingWhateverTheOrigin() {
        assertThat(COOKIE.extract(HandshakeRequest.builder()
                        .header("Origin", "https://evil.example")
                        .header("Cookie", "Session=opaque-4711; xsession=opaque-4711")
                        .build()))
                .isEqualTo(new Extraction.Missing());
    }

    @Test
    void cookieWhenSentTwiceThenFoundIfEqualAndAmbiguousIfNot() {
        assertThat(COOKIE.extract(fromApp()
                        .header("Cookie", "session=opaque-4711; session=\"opaque-4711\"")
                        .build()))
                .isEqualTo(found(TokenSource.COOKIE));
        assertThat(COOKIE.extract(fromApp()
                        .header("Cookie", "session=opaque-4711")
                        .header("Cookie", "session=opaque-4712")
                        .build()))
                .isEqualTo(new Extraction.Ambiguous(Set.of(TokenSource.COOKIE)));
        assertMalformed(COOKIE.extract(
                fromApp().header("Cookie", "session=opaque-4711; session=").build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "opaque 4711", "\"opaque-4711", "opaque-4711\"", "opaque%2D4711", "opaque,4711", "\"\""})
    void cookieWhenValueIsNoTokenThenMalformed(String value) {
        assertMalformed(
                COOKIE.extract(fromApp().header("Cookie", "session=" + value).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "a;b", "\u00e9"})
    void cookieWhenNameIsNoneThenRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenExtractors.cookie(name, POLICY))
                .withMessageStartingWith("name was \"");
    }

    @Test
    void cookieWhenPolicyAllowsNullThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenExtractors.cookie("session", POLICY.withNullOrigin()))
                .withMessageContaining("must not allow the origin null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access_token=opaque-4711",
                "a=b&access_token=opaque-4711&c",
                "access%5Ftoken=opaque%2D4711",
                "access_token=opaque-4711&Access_Token=x"
            })
    void queryParameterWhenSentOnceThenFound(String query) {
        assertThat(QUERY.extract(HandshakeRequest.builder().rawQuery(query).build()))
                .isEqualTo(found(TokenSource.QUERY_PARAMETER));
    }

    @Test
    void queryParameterWhenTokenHoldsAPlusThenItStaysOne() {
        Extraction plus = new Extraction.Found(BearerToken.of("a+b"), TokenSource.QUERY_PARAMETER, Optional.empty());
        assertThat(QUERY.extract(
                        HandshakeRequest.builder().rawQuery("access_token=a+b").build()))
                .isEqualTo(plus);
        assertThat(QUERY.extract(HandshakeRequest.builder()
                        .rawQuery("access_token=a%2Bb")
                        .build()))
                .isEqualTo(plus);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access_token",
                "access_token=",
                "access_token=opaque%204711",
                "access_token=opaque%252D4711",
                "access_token=opaque%",
                "access_token=opaque%ff",
                "access_token=opaque-4711#x",
                "access_token=opaque-4711;a=b",
                "access_token=opaque-4711&access_token=opaque-4711",
                "access_token=opaque-4711&access%5ftoken="
            })
    void queryParameterWhenNoTokenOrTwiceThenMalformed(String query) {
        assertMalformed(QUERY.extract(HandshakeRequest.builder().rawQuery(query).build()));
    }

    @Test
    void queryParameterWhenTwoTokensDifferThenAmbiguous() {
        assertThat(QUERY.extract(HandshakeRequest.builder()
                        .rawQuery("access_token=a&access%5Ftoken=b")
                        .build()))
                .isEqualTo(new Extraction.Ambiguous(Set.of(TokenSource.QUERY_PARAMETER)));
    }

    @Test
    void queryParameterWhenNotSentThenMissing() {
        assertThat(QUERY.extract(HandshakeRequest.builder().build())).isEqualTo(new Extraction.Missing());
        assertThat(QUERY.extract(HandshakeRequest.builder().rawQuery("token=x").build()))
                .isEqualTo(new Extraction.Missing());
        assertThatIllegalArgumentException().isThrownBy(() -> TokenExtractors.queryParameter(" "));
    }

    @Test
    void allOfWhenHeaderIsGoodAndCookieIsForeignThenForeign() {
        TokenExtractor both = TokenExtractors.allOf(TokenExtractors.standard(), COOKIE);
        assertForeign(both.extract(HandshakeRequest.builder()
                .header("Authorization", "Bearer opaque-4711")
                .header("Cookie", "session=opaque-4711")
                .build()));
    }

    @Test
    void fromOriginsWhenForeignThenNothingIsLookedFor() {
        TokenExtractor guarded = TokenExtractors.fromOrigins(POLICY, TokenExtractors.standard());
        HandshakeRequest.Builder token = HandshakeRequest.builder().header("Authorization", "Bearer opaque-4711");
        assertThat(guarded.extract(token.build())).isEqualTo(found(TokenSource.AUTHORIZATION_HEADER));
        assertThat(guarded.extract(token.header("Origin", "https://app.example").build()))
                .isEqualTo(found(TokenSource.AUTHORIZATION_HEADER));
        assertForeign(
                guarded.extract(token.header("Origin", "https://app.example").build()));
        assertForeign(guarded.extract(HandshakeRequest.builder()
                .header("Origin", "https://evil.example")
                .build()));
    }

    @Test
    void withinWhenSomethingExceedsTheLimitsThenMalformedAndTheExtractorIsNotAsked() {
        HandshakeLimits limits =
                HandshakeLimits.standard().withMaxTokenLength(16).withMaxSubprotocols(2);
        TokenExtractor throwing = TokenExtractors.within(limits, request -> {
            throw new IllegalStateException("asked");
        });
        assertMalformed(throwing.extract(HandshakeRequest.builder()
                .header("Sec-WebSocket-Protocol", "bearer, opaque-4711, chat")
                .build()));
    }

    @Test
    void withinWhenTokenIsLongerThanTheLimitThenMalformed() {
        HandshakeLimits limits = HandshakeLimits.standard().withMaxTokenLength(16);
        TokenExtractor extractor = TokenExtractors.within(limits, TokenExtractors.standard());
        assertThat(extractor.extract(HandshakeRequest.builder()
                        .header("Authorization", "Bearer " + "a".repeat(16))
                        .build()))
                .isInstanceOf(Extraction.Found.class);
        assertThat(extractor.extract(HandshakeRequest.builder()
                        .header("Authorization", "Bearer " + "a".repeat(17))
                        .build()))
                .isEqualTo(new Extraction.Malformed("the token has more than 16 characters"));
    }
}
