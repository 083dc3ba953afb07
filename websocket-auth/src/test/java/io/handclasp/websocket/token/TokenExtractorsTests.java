package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenExtractorsTests {
    private static final BearerToken TOKEN = BearerToken.of("opaque-4711");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer opaque-4711",
                "bearer opaque-4711",
                "BEARER   opaque-4711",
                "  Bearer opaque-4711  ",
                "\tBearer opaque-4711\t"
            })
    void authorizationHeaderWhenBearerThenFound(String line) {
        assertThat(TokenExtractors.authorizationHeader().extract(authorization(line)))
                .isEqualTo(new Extraction.Found(TOKEN, TokenSource.AUTHORIZATION_HEADER, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic opaque", "DPoP opaque", "", "Bearers opaque", "opaque-4711", "Negotiate"})
    void authorizationHeaderWhenAnotherSchemeThenMissing(String line) {
        assertThat(TokenExtractors.authorizationHeader().extract(authorization(line)))
                .isEqualTo(new Extraction.Missing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer opaque 4711",
                "Bearer opaque,4711",
                "Bearer opaque, Bearer 4711",
                "Bearer =",
                "Bearer \"opaque\"",
                "Bearer opaque\u00e9",
                "Bearer\topaque-4711",
                "Bearer \topaque-4711",
                "Bearer, opaque-4711",
                "Basic, Bearer opaque-4711",
                "Bearer=opaque-4711",
                "Bearer:opaque-4711",
                "\u2003Bearer opaque-4711",
                "Bearer opaque-4711\r\nX: y",
                "\"Bearer\" opaque-4711"
            })
    void authorizationHeaderWhenNoB64TokenThenMalformedWithoutItsValue(String line) {
        assertMalformed(TokenExtractors.authorizationHeader().extract(authorization(line)));
    }

    @Test
    void authorizationHeaderWhenTooLongThenMalformed() {
        String tooLong = "a".repeat(BearerToken.MAX_LENGTH + 1);
        assertMalformed(TokenExtractors.authorizationHeader().extract(authorization("Bearer " + tooLong)));
    }

    @Test
    void authorizationHeaderWhenTwoLinesThenMalformedEvenIfTheyAreTheSame() {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Authorization", "Bearer opaque-4711")
                .header("authorization", "Bearer opaque-4711")
                .build();
        assertMalformed(TokenExtractors.authorizationHeader().extract(request));
        assertMalformed(TokenExtractors.standard().extract(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer, opaque-4711", "chat,bearer,opaque-4711", "bearer , opaque-4711,, chat"})
    void bearerSubprotocolWhenPairIsOfferedThenFoundAndBearerIsEchoed(String line) {
        assertThat(TokenExtractors.bearerSubprotocol().extract(offer(line)))
                .isEqualTo(new Extraction.Found(TOKEN, TokenSource.SUBPROTOCOL, Optional.of("bearer")));
    }

    @Test
    void bearerSubprotocolWhenPairStandsOnTwoLinesThenFound() {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Sec-WebSocket-Protocol", "bearer")
                .header("Sec-WebSocket-Protocol", "opaque-4711")
                .build();
        assertThat(TokenExtractors.bearerSubprotocol().extract(request)).isInstanceOf(Extraction.Found.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "Bearer, opaque-4711", "", "chat, superchat"})
    void bearerSubprotocolWhenNoMarkerThenMissing(String line) {
        assertThat(TokenExtractors.bearerSubprotocol().extract(offer(line))).isEqualTo(new Extraction.Missing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bearer",
                "chat, bearer",
                "opaque-4711, bearer",
                "bearer, opaque-4711, bearer, other",
                "bearer, bearer, opaque-4711",
                "bearer, opa que",
                "bearer, \"opaque\""
            })
    void bearerSubprotocolWhenPairIsBrokenThenMalformed(String line) {
        assertMalformed(TokenExtractors.bearerSubprotocol().extract(offer(line)));
    }

    @Test
    void standardWhenSameTokenTwiceThenFoundInTheHeaderAndEchoed() {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Authorization", "Bearer opaque-4711")
                .header("Sec-WebSocket-Protocol", "bearer, opaque-4711")
                .build();
        assertThat(TokenExtractors.standard().extract(request))
                .isEqualTo(new Extraction.Found(TOKEN, TokenSource.AUTHORIZATION_HEADER, Optional.of("bearer")));
    }

    @Test
    void standardWhenTwoDifferentTokensThenAmbiguous() {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Authorization", "Bearer opaque-4711")
                .header("Sec-WebSocket-Protocol", "bearer, opaque-4712")
                .build();
        assertThat(TokenExtractors.standard().extract(request))
                .isEqualTo(new Extraction.Ambiguous(Set.of(TokenSource.AUTHORIZATION_HEADER, TokenSource.SUBPROTOCOL)));
    }

    @Test
    void standardWhenGoodTokenStandsBesideNonsenseThenMalformed() {
        assertMalformed(TokenExtractors.standard()
                .extract(HandshakeRequest.builder()
                        .header("Authorization", "Bearer opaque-4711")
                        .header("Sec-WebSocket-Protocol", "bearer")
                        .build()));
        assertMalformed(TokenExtractors.standard()
                .extract(HandshakeRequest.builder()
                        .header("Authorization", "Bearer a b")
                        .header("Sec-WebSocket-Protocol", "bearer, opaque-4711")
                        .build()));
    }

    @Test
    void standardWhenTokenStandsInQueryOrCookieOnlyThenMissing() {
        HandshakeRequest request = HandshakeRequest.builder()
                .rawQuery("access_token=opaque-4711")
                .header("Cookie", "access_token=opaque-4711")
                .build();
        assertThat(TokenExtractors.standard().extract(request)).isEqualTo(new Extraction.Missing());
    }

    @Test
    void allOfWhenOneIsAmbiguousThenAmbiguous() {
        Extraction ambiguous = new Extraction.Ambiguous(Set.of(TokenSource.SUBPROTOCOL));
        TokenExtractor extractor = TokenExtractors.allOf(TokenExtractors.authorizationHeader(), request -> ambiguous);
        assertThat(extractor.extract(authorization("Bearer opaque-4711"))).isEqualTo(ambiguous);
    }

    @Test
    void allOfWhenEmptyThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(TokenExtractors::allOf).withMessageContaining("extractors");
    }

    private static void assertMalformed(Extraction extraction) {
        assertThat(extraction)
                .isInstanceOfSatisfying(
                        Extraction.Malformed.class,
                        malformed ->
                                assertThat(malformed.reason()).isNotBlank().doesNotContain("opaque", "4711", "aaaa"));
    }

    private static HandshakeRequest authorization(String line) {
        return HandshakeRequest.builder().header("Authorization", line).build();
    }

    private static HandshakeRequest offer(String line) {
        return HandshakeRequest.builder().header("Sec-WebSocket-Protocol", line).build();
    }
}
