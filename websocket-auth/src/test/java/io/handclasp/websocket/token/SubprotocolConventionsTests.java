package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubprotocolConventionsTests {
    private static final String TOKEN = "opaque-4711";
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";
    private static final String KUBERNETES = "base64url.bearer.authorization.k8s.io.";
    private static final String JUPYTER = "v1.token.websocket.jupyter.org";

    private static Extraction read(String... offered) {
        return read(SubprotocolConventions.standard(), offered);
    }

    private static Extraction read(SubprotocolConventions conventions, String... offered) {
        return TokenExtractors.subprotocol(conventions)
                .extract(HandshakeRequest.builder()
                        .header("Sec-WebSocket-Protocol", String.join(",", offered))
                        .build());
    }

    private static Extraction found(String token, String... echo) {
        return new Extraction.Found(
                BearerToken.of(token),
                TokenSource.SUBPROTOCOL,
                echo.length == 0 ? Optional.empty() : Optional.of(echo[0]));
    }

    private static void assertMalformed(Extraction extraction) {
        assertThat(extraction)
                .isInstanceOfSatisfying(
                        Extraction.Malformed.class,
                        malformed ->
                                assertThat(malformed.reason()).isNotBlank().doesNotContain("opaque", "4711", "b3Bh"));
    }

    @Test
    void standardWhenListedThenAllConventionsByName() {
        assertThat(SubprotocolConventions.standard().names())
                .containsExactly("bearer", "kubernetes", "jupyter", "quarkus", "jwt", "jwt-auth", "bearer-prefix");
    }

    @Test
    void kubernetesWhenAnotherProtocolIsOfferedThenFoundAndNothingOfItsOwnIsAnswered() {
        assertThat(read(KUBERNETES + Carrier.base64Url(TOKEN), "v5.channel.k8s.io"))
                .isEqualTo(found(TOKEN));
        assertThat(SubprotocolChoice.choose(
                        List.of(KUBERNETES + Carrier.base64Url(TOKEN), "v5.channel.k8s.io"),
                        List.of("v5.channel.k8s.io")))
                .contains("v5.channel.k8s.io");
    }

    @Test
    void kubernetesWhenNoOtherIsOfferedThenMalformed() {
        assertMalformed(read(KUBERNETES + Carrier.base64Url(TOKEN)));
        assertMalformed(read(KUBERNETES + Carrier.base64Url(TOKEN), KUBERNETES + Carrier.base64Url("other")));
    }

    @Test
    void kubernetesWhenOfferedTwiceThenRefused() {
        String once = KUBERNETES + Carrier.base64Url(TOKEN);
        assertMalformed(read(once, once, "chat"));
        assertMalformed(read(once, once + "=", "chat"));
        assertThat(read(once, "chat", KUBERNETES + Carrier.base64Url("other")))
                .isEqualTo(new Extraction.Ambiguous(Set.of(TokenSource.SUBPROTOCOL)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "b3BhcXVl!",
                "b3BhcXVlL",
                "b3BhcXVlLQ=",
                "b3BhcXVlLQ===",
                "b3BhcXVl=",
                "b3BhcXVlLR",
                "4pyT",
                "IA",
                "b3Bh+XVl",
                "b3Bh%3D"
            })
    void kubernetesWhenNoBase64UrlOfATokenThenMalformed(String encoded) {
        assertMalformed(read(KUBERNETES + encoded, "chat"));
    }

    @Test
    void jupyterWhenEncodedThenDecodedOnceAndItsMarkerIsAnswered() {
        assertThat(read(JUPYTER, JUPYTER + "." + TOKEN)).isEqualTo(found(TOKEN, JUPYTER));
        assertThat(read(JUPYTER + ".a%2Bb%3D", "chat")).isEqualTo(found("a+b="));
        assertThat(read(JUPYTER, "chat")).isEqualTo(new Extraction.Missing());
        assertMalformed(read(JUPYTER, JUPYTER + ".opaque%252B"));
        assertMalformed(read(JUPYTER + "."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus-http-upgrade%23Authorization%23Bearer%20opaque-4711",
                "quarkus-http-upgrade#Authorization#Bearer%20opaque-4711",
                "quarkus-http-upgrade#Authorization#Bearer opaque-4711",
                "quarkus-http-upgrade%23AUTHORIZATION%23bearer%20%20opaque%2D4711"
            })
    void quarkusWhenAuthorizationIsSentThenFoundAndItsMarkerIsAnswered(String element) {
        assertThat(read("bearer-token-carrier", element)).isEqualTo(found(TOKEN, "bearer-token-carrier"));
        assertThat(read(element)).isEqualTo(found(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus-http-upgrade",
                "quarkus-http-upgrade%23",
                "quarkus-http-upgrade%23Authorization",
                "quarkus-http-upgrade%23Authorization%23",
                "quarkus-http-upgrade%23%23Bearer%20opaque",
                "quarkus-http-upgrade%23Authorization%23Bearer%2520opaque",
                "quarkus-http-upgrade%2523Authorization%2523Bearer%2520opaque",
                "quarkus-http-upgrade%23Authorization%23Bearer%20opaque%234711",
                "quarkus-http-upgrade%23Authorization%23Bearer+opaque",
                "quarkus-http-upgrade%23Authorization%23Bearer%20opaque%zz",
                "quarkus-http-upgrade%23Authorization%23Bearer%20opaque%ff",
                "quarkus-http-upgradeXAuthorization%23Bearer%20opaque"
            })
    void quarkusWhenNoHeaderCanBeReadThenMalformedAndNeverAnswered(String element) {
        Extraction extraction = read("bearer-token-carrier", element);
        if (!extraction.equals(new Extraction.Missing())) {
            assertMalformed(extraction);
        }
        assertThat(SubprotocolChoice.choose(List.of(element), List.of(element))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus-http-upgrade%23X-Api-Key%23opaque-4711",
                "quarkus-http-upgrade%23Authorization%23Basic%20b3BhcXVl"
            })
    void quarkusWhenAnotherHeaderOrSchemeIsSentThenMissingAndNeverAnswered(String element) {
        assertThat(read("bearer-token-carrier", element)).isEqualTo(new Extraction.Missing());
        assertThat(SubprotocolChoice.choose(List.of(element), List.of(element))).isEmpty();
        assertThat(SubprotocolConventions.standard().withoutTokens(List.of("chat", element)))
                .containsExactly("chat");
    }

    @ParameterizedTest
    @CsvSource({"jwt.", "jwt-auth.", "bearer."})
    void prefixWhenPlainOrEncodedThenFound(String prefix) {
        assertThat(read(prefix + JWT, "chat")).isEqualTo(found(JWT));
        assertThat(read(prefix + Carrier.base64Url(JWT), "chat")).isEqualTo(found(JWT));
        assertThat(read(prefix + TOKEN)).isEqualTo(found(TOKEN));
        // An opaque token that happens to be base64url of something stays what it is.
        assertThat(read(prefix + Carrier.base64Url(TOKEN))).isEqualTo(found(Carrier.base64Url(TOKEN)));
        assertMalformed(read(prefix));
        assertMalformed(read(prefix + "opaque 4711"));
    }

    @Test
    void readWhenTheSameTokenComesByTwoConventionsThenFound() {
        assertThat(read("bearer", TOKEN, "jwt." + TOKEN)).isEqualTo(found(TOKEN, "bearer"));
    }

    @Test
    void readWhenTwoConventionsCarryDifferentTokensThenAmbiguous() {
        assertThat(read("bearer", TOKEN, "jwt.other"))
                .isEqualTo(new Extraction.Ambiguous(Set.of(TokenSource.SUBPROTOCOL)));
    }

    @Test
    void readWhenThePairsTokenLooksLikeAnotherConventionThenItIsThePairs() {
        assertThat(read("bearer", "jwt." + TOKEN)).isEqualTo(found("jwt." + TOKEN, "bearer"));
    }

    @Test
    void withWhenHostAddsAConventionThenReadAndAnsweredByIt() {
        SubprotocolConventions conventions = SubprotocolConventions.standard()
                .with(SubprotocolConventions.pair("access_token"))
                .with(SubprotocolConventions.prefix("acme", "acme-bearer.", TokenEncoding.BASE64URL));
        assertThat(conventions.names())
                .startsWith("acme", "access_token", "bearer")
                .hasSize(9);
        assertThat(read(conventions, "access_token", TOKEN)).isEqualTo(found(TOKEN, "access_token"));
        assertThat(read(conventions, "acme-bearer." + Carrier.base64Url(TOKEN), "chat"))
                .isEqualTo(found(TOKEN));
        assertThat(SubprotocolChoice.choose(List.of("access_token", TOKEN), List.of(TOKEN), conventions))
                .contains("access_token");
        assertThat(SubprotocolChoice.choose(List.of("access_token", TOKEN), List.of()))
                .isEmpty();
    }

    @Test
    void withWhenNameIsKnownThenReplaced() {
        SubprotocolConventions conventions = SubprotocolConventions.standard()
                .with(SubprotocolConventions.prefix("bearer-prefix", "bearer.", TokenEncoding.BASE64URL));
        assertThat(conventions.names()).hasSize(7).startsWith("bearer-prefix");
        assertThat(read(conventions, "bearer." + Carrier.base64Url(TOKEN))).isEqualTo(found(TOKEN));
        assertMalformed(read(conventions, "bearer." + JWT));
    }

    @Test
    void withWhenHostWritesItsOwnThenAskedAboutEachElement() {
        SubprotocolConvention last = new SubprotocolConvention() {
            @Override
            public SubprotocolClaim claim(List<String> offered, int place) {
                boolean marked = offered.get(0).equals("token-is-last") && place == offered.size() - 1;
                return marked
                        ? new SubprotocolClaim.Carries(BearerToken.of(offered.get(place)))
                        : new SubprotocolClaim.Unrelated();
            }

            @Override
            public String name() {
                return "last";
            }
        };
        SubprotocolConventions conventions = SubprotocolConventions.of(last);
        assertThat(read(conventions, "token-is-last", "chat", TOKEN)).isEqualTo(found(TOKEN));
        assertThat(SubprotocolChoice.choose(
                        List.of("token-is-last", TOKEN), List.of(TOKEN, "token-is-last"), conventions))
                .contains("token-is-last");
        assertThat(conventions.toString()).isEqualTo("SubprotocolConventions[last]");
    }

    @Test
    void withoutWhenTakenOutThenTheHostMayUseTheName() {
        SubprotocolConventions conventions = SubprotocolConventions.standard().without("jwt");
        assertThat(read(conventions, "jwt.chat")).isEqualTo(new Extraction.Missing());
        assertThat(SubprotocolChoice.choose(List.of("jwt.chat"), List.of("jwt.chat"), conventions))
                .contains("jwt.chat");
        assertThat(SubprotocolChoice.choose(List.of("jwt.chat"), List.of("jwt.chat")))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conventions.without("jwt"))
                .withMessage(
                        "name was \"jwt\", must be one of [bearer, kubernetes, jupyter, quarkus, jwt-auth, bearer-prefix]");
    }

    @Test
    void withoutTokensWhenAnythingCarriesOneThenOnlyTheRestRemains() {
        assertThat(SubprotocolConventions.standard()
                        .withoutTokens(List.of(
                                "chat", "bearer", TOKEN, "jwt." + TOKEN, JUPYTER, JUPYTER + ".x", "bearer.", "v2")))
                .containsExactly("chat", "bearer", JUPYTER, "v2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "a/b", "\u00e9", "a\u0000"})
    void pairWhenMarkerCannotBeOfferedThenRefused(String marker) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubprotocolConventions.pair(marker))
                .withMessageStartingWith("marker was \"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubprotocolConventions.prefix("x", marker, TokenEncoding.PLAIN))
                .withMessageStartingWith("prefix was \"");
    }

    @Test
    void ofWhenTwoHaveTheSameNameThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubprotocolConventions.of(
                        SubprotocolConventions.bearerPair(), SubprotocolConventions.pair("bearer")))
                .withMessageContaining("\"bearer\" twice");
    }
}
