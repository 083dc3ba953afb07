package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwksVerifierTests {
    private static final Instant NOW = ManualTimeSource.START;
    private final JwksFixture issuer = JwksFixture.publishing();

    @Test
    void verifyWhenGoodThenTheIdentityOfTheClaims() {
        BearerToken token = TestTokens.signedBy(TestTokens.RSA)
                .claim("aud", List.of("mail", "chat"))
                .claim("scope", "read write")
                .claim("scp", List.of("admin"))
                .claim("jti", "t-1")
                .claim("sid", "s-1")
                .claim("org", "acme")
                .claim("nested", Map.of("a", List.of(1, 2)))
                .build();
        Identity identity =
                Verdicts.valid(issuer.verify(issuer.builder().tenantClaim("org").build(), token));
        assertThat(identity.subject()).isEqualTo(TestTokens.SUBJECT);
        assertThat(identity.issuer()).contains(TestTokens.ISSUER);
        assertThat(identity.audience()).isEqualTo(Set.of("mail", "chat"));
        assertThat(identity.scopes()).isEqualTo(Set.of("read", "write", "admin"));
        assertThat(identity.tenant()).contains("acme");
        assertThat(identity.tokenId()).contains("t-1");
        assertThat(identity.sessionId()).contains("s-1");
        assertThat(identity.issuedAt()).contains(NOW);
        assertThat(identity.expiresAt()).contains(NOW.plus(TestTokens.LIFETIME));
        assertThat(identity.claims()).containsEntry("nested", Map.of("a", List.of(1L, 2L)));
    }

    static Stream<Arguments> badClaims() {
        return Stream.of(
                bad("exp passed", RejectReason.EXPIRED, token -> token.claim("exp", NOW.minusSeconds(30))),
                bad("exp passed by a fraction", RejectReason.EXPIRED, token -> token.claim("exp", 1735689570.9)),
                bad("exp is zero", RejectReason.EXPIRED, token -> token.claim("exp", 0)),
                bad("no exp", RejectReason.MISSING_CLAIM, token -> token.withoutClaim("exp")),
                bad("nbf ahead", RejectReason.NOT_YET_VALID, token -> token.claim("nbf", NOW.plusSeconds(31))),
                bad("iat ahead", RejectReason.NOT_YET_VALID, token -> token.claim("iat", NOW.plusSeconds(31))),
                bad("another iss", RejectReason.WRONG_ISSUER, token -> token.claim("iss", "https://evil.example")),
                bad(
                        "iss with a slash",
                        RejectReason.WRONG_ISSUER,
                        token -> token.claim("iss", TestTokens.ISSUER + "/")),
                bad("no iss", RejectReason.WRONG_ISSUER, token -> token.withoutClaim("iss")),
                bad("another aud", RejectReason.WRONG_AUDIENCE, token -> token.claim("aud", "mail")),
                bad("aud in another case", RejectReason.WRONG_AUDIENCE, token -> token.claim("aud", "CHAT")),
                bad("aud with a prefix", RejectReason.WRONG_AUDIENCE, token -> token.claim("aud", "chat2")),
                bad("empty aud", RejectReason.WRONG_AUDIENCE, token -> token.claim("aud", List.of())),
                bad("no aud", RejectReason.WRONG_AUDIENCE, token -> token.withoutClaim("aud")),
                bad("no sub", RejectReason.MISSING_CLAIM, token -> token.withoutClaim("sub")),
                bad("exp is text", RejectReason.MALFORMED_TOKEN, token -> token.claim("exp", "1735693200")),
                bad("exp is true", RejectReason.MALFORMED_TOKEN, token -> token.claim("exp", true)),
                bad("exp is negative", RejectReason.MALFORMED_TOKEN, token -> token.claim("exp", -1)),
                bad("exp is huge", RejectReason.MALFORMED_TOKEN, token -> token.claim("exp", Long.MAX_VALUE)),
                bad("exp is beyond", RejectReason.MALFORMED_TOKEN, token -> token.claim("exp", 1e300)),
                bad("nbf is a list", RejectReason.MALFORMED_TOKEN, token -> token.claim("nbf", List.of(1))),
                bad("sub is a number", RejectReason.MALFORMED_TOKEN, token -> token.claim("sub", 7)),
                bad("sub is blank", RejectReason.MALFORMED_TOKEN, token -> token.claim("sub", " ")),
                bad("iss is a list", RejectReason.MALFORMED_TOKEN, token -> token.claim("iss", List.of("a"))),
                bad(
                        "aud holds a number",
                        RejectReason.MALFORMED_TOKEN,
                        token -> token.claim("aud", List.of("chat", 7))),
                bad("scope is a number", RejectReason.MALFORMED_TOKEN, token -> token.claim("scope", 7)),
                bad("jti is a number", RejectReason.MALFORMED_TOKEN, token -> token.claim("jti", 7)));
    }

    private static Arguments bad(String what, RejectReason reason, UnaryOperator<TestTokens.Builder> change) {
        return Arguments.of(what, reason, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badClaims")
    void verifyWhenSignedClaimsBreakARuleThenInvalid(
            String what, RejectReason reason, UnaryOperator<TestTokens.Builder> change) {
        BearerToken token = change.apply(TestTokens.signedBy(TestTokens.RSA)).build();
        assertThat(Verdicts.invalid(issuer.verify(issuer.verifier(), token)))
                .as(what)
                .isEqualTo(reason);
    }

    @Test
    void verifyWhenTheClocksDifferByLessThanTheSkewThenValid() {
        TokenVerifier verifier = issuer.verifier();
        for (UnaryOperator<TestTokens.Builder> change : List.<UnaryOperator<TestTokens.Builder>>of(
                token -> token.claim("exp", NOW.minusSeconds(29)),
                token -> token.claim("nbf", NOW.plusSeconds(30)),
                token -> token.claim("iat", NOW.plusSeconds(30)),
                token -> token.claim("exp", 1735689601.5),
                token -> token.claim("exp", 1.7356932E9))) {
            BearerToken token =
                    change.apply(TestTokens.signedBy(TestTokens.RSA)).build();
            assertThat(Verdicts.valid(issuer.verify(verifier, token)).subject()).isEqualTo(TestTokens.SUBJECT);
        }
    }

    @Test
    void verifyWhenTheWallClockPassesTheExpiryThenTheSameTokenIsInvalid() {
        TokenVerifier verifier = issuer.verifier();
        BearerToken token = TestTokens.good(TestTokens.RSA);
        assertThat(Verdicts.valid(issuer.verify(verifier, token)).subject()).isEqualTo(TestTokens.SUBJECT);
        issuer.time.setWall(NOW.plus(TestTokens.LIFETIME).plusSeconds(30));
        assertThat(Verdicts.invalid(issuer.verify(verifier, token))).isEqualTo(RejectReason.EXPIRED);
    }

    @Test
    void verifyWhenClaimsAreDemandedThenTheirAbsenceIsInvalid() {
        TokenVerifier verifier = issuer.builder().requiredClaims("jti", "acr").build();
        assertThat(invalid(verifier, token -> token.claim("jti", "t-1"))).isEqualTo(RejectReason.MISSING_CLAIM);
        BearerToken token = TestTokens.signedBy(TestTokens.RSA)
                .claim("jti", "t-1")
                .claim("acr", "2")
                .build();
        assertThat(Verdicts.valid(issuer.verify(verifier, token)).tokenId()).contains("t-1");
    }

    @Test
    void verifyWhenScopesAreDemandedThenTheirAbsenceIs403() {
        TokenVerifier verifier =
                issuer.builder().requiredScopes("read", "write").build();
        assertThat(invalid(verifier, token -> token.claim("scope", "read"))).isEqualTo(RejectReason.INSUFFICIENT_SCOPE);
        assertThat(invalid(verifier, token -> token.claim("scope", "read:write")))
                .isEqualTo(RejectReason.INSUFFICIENT_SCOPE);
        BearerToken token = TestTokens.signedBy(TestTokens.RSA)
                .claim("scope", "write other read")
                .build();
        assertThat(Verdicts.valid(issuer.verify(verifier, token)).scopes()).contains("read", "write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt"})
    void verifyWhenATypeIsDemandedThenItsSpellingDoesNotMatter(String type) {
        TokenVerifier verifier = issuer.builder().types("application/AT+jwt").build();
        BearerToken token =
                TestTokens.signedBy(TestTokens.RSA).header("typ", type).build();
        assertThat(Verdicts.valid(issuer.verify(verifier, token)).subject()).isEqualTo(TestTokens.SUBJECT);
    }

    @Test
    void verifyWhenTheTypeIsAnotherThenInvalid() {
        TokenVerifier verifier = issuer.builder().types("at+jwt").build();
        assertThat(invalid(verifier, token -> token.header("typ", "JWT"))).isEqualTo(RejectReason.WRONG_TYPE);
        assertThat(invalid(verifier, token -> token)).isEqualTo(RejectReason.WRONG_TYPE);
    }

    @Test
    void verifyWhenTheTokenIsLongerThanAllowedThenInvalidWithoutAFetch() {
        TokenVerifier verifier = issuer.builder().maxTokenLength(64).build();
        assertThat(invalid(verifier, token -> token)).isEqualTo(RejectReason.TOKEN_TOO_LARGE);
        assertThat(issuer.fetches()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opaque-4711",
                "a.b",
                "a.b.c.d",
                "a.b.c.d.e",
                "..",
                ".e30.c2ln",
                "eyJhbGciOiJSUzI1NiJ9..",
                "bnVsbA.e30.c2ln",
                "W10.e30.c2ln",
                "e30.e30.c2ln",
                "eyJhbGciOm51bGx9.e30.c2ln",
                "eyJhbGciOjd9.e30.c2ln",
                "eyJhbGciOiJSUzI1NiIsImtpZCI6N30.e30.c2ln",
                "eyJhbGciOiJSUzI1NiIsImFsZyI6Im5vbmUifQ.e30.c2ln",
                "not_json.e30.c2ln",
                "~.~.~"
            })
    void verifyWhenNoJwsThenMalformedWithoutAFetch(String text) {
        assertThat(Verdicts.invalid(issuer.verify(issuer.verifier(), text))).isEqualTo(RejectReason.MALFORMED_TOKEN);
        assertThat(issuer.fetches()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{\"sub\":\"a\",\"sub\":\"b\"}",
                "{sub:1}",
                "{} {}",
                "\u0000",
                "[[\"sub\",\"a\"]]"
            })
    void verifyWhenTheSignedPayloadIsNoClaimsObjectThenMalformed(String payload) {
        String text = TestTokens.signedBy(TestTokens.RSA).textOf(payload);
        assertThat(Verdicts.invalid(issuer.verify(issuer.verifier(), text))).isEqualTo(RejectReason.MALFORMED_TOKEN);
    }

    @Test
    void verifyWhenTheSignedPayloadIsNoUtf8ThenMalformedAndNobodyElsesName() {
        String before = "{\"iss\":\"" + TestTokens.ISSUER + "\",\"aud\":\"chat\",\"exp\":"
                + NOW.plusSeconds(60).getEpochSecond() + ",\"sub\":\"al";
        byte[] payload = (before + "?\"}").getBytes(StandardCharsets.ISO_8859_1);
        int at = before.length();
        for (int notUtf8 : new int[] {0xFF, 0x80, 0xE9, 0xC0}) {
            payload[at] = (byte) notUtf8;
            String text = TestTokens.signedBy(TestTokens.RSA).textOf(payload);
            assertThat(Verdicts.invalid(issuer.verify(issuer.verifier(), text)))
                    .isEqualTo(RejectReason.MALFORMED_TOKEN);
        }
        String meant = TestTokens.signedBy(TestTokens.RSA).textOf(before + "\uFFFD\"}");
        assertThat(Verdicts.valid(issuer.verify(issuer.verifier(), meant)).subject())
                .isEqualTo("al\uFFFD");
    }

    @Test
    void verifyWhenTheHeaderIsSpelledInAnotherWayThenMalformedAlthoughItIsSigned() {
        String good = TestTokens.signedBy(TestTokens.RSA).header("pad", "").unsignedText();
        String header = good.substring(0, good.indexOf('.'));
        int unused = header.length() % 4 == 2 ? 0b1111 : 0b11;
        assertThat(header.length() % 4).isBetween(2, 3);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String unusedBits = header.substring(0, header.length() - 1)
                + alphabet.charAt(alphabet.indexOf(header.charAt(header.length() - 1)) | unused);
        TokenVerifier verifier = issuer.verifier();
        for (String other : List.of(unusedBits, header + "~", header.substring(0, 8) + "+" + header.substring(8))) {
            String unsigned = other + good.substring(good.indexOf('.'));
            String text = unsigned + "."
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(TestTokens.RSA.sign("RS256", unsigned.getBytes(StandardCharsets.US_ASCII)));
            assertThat(Verdicts.invalid(issuer.verify(verifier, text))).isEqualTo(RejectReason.MALFORMED_TOKEN);
        }
        assertThat(issuer.fetches()).isZero();
    }

    @Test
    void verifyWhenTheSignedPayloadIsDeeplyNestedThenMalformed() {
        String deep = "{\"a\":" + "[".repeat(2_500) + "]".repeat(2_500) + "}";
        String text = TestTokens.signedBy(TestTokens.RSA).textOf(deep);
        assertThat(Verdicts.invalid(issuer.verify(issuer.verifier(), text))).isEqualTo(RejectReason.MALFORMED_TOKEN);
    }

    static Stream<Arguments> algorithms() {
        TestKey ec384 = TestKey.ec("ec-384", "P-384");
        TestKey ec512 = TestKey.ec("ec-512", "P-521");
        return Stream.of(
                Arguments.of("RS256", TestTokens.RSA),
                Arguments.of("RS384", TestTokens.RSA),
                Arguments.of("RS512", TestTokens.RSA),
                Arguments.of("PS256", TestTokens.RSA),
                Arguments.of("PS384", TestTokens.RSA),
                Arguments.of("PS512", TestTokens.RSA),
                Arguments.of("ES256", TestTokens.EC),
                Arguments.of("ES384", ec384),
                Arguments.of("ES512", ec512),
                Arguments.of("EdDSA", TestTokens.ED25519),
                Arguments.of("Ed25519", TestTokens.ED25519));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("algorithms")
    void verifyWhenSignedWithAnySupportedAlgorithmThenGoodIsValidAndSpoiltIsNot(String algorithm, TestKey key) {
        JwksFixture fixture = JwksFixture.publishing(TestTokens.jwks(key));
        TokenVerifier verifier = fixture.verifier();
        String good = TestTokens.signedBy(key).header("alg", algorithm).text();
        int lastDot = good.lastIndexOf('.');
        String head = good.substring(0, lastDot + 1);
        String signature = good.substring(lastDot + 1);
        String otherPayload = TestTokens.signedBy(key)
                .header("alg", algorithm)
                .claim("sub", "admin")
                .text();
        for (int round = 0; round < 2; round++) { // the second round meets the header in the cache
            assertThat(Verdicts.valid(fixture.verify(verifier, good)).subject()).isEqualTo(TestTokens.SUBJECT);
            assertBadSignature(fixture.verify(verifier, head + flipped(signature)));
            assertBadSignature(fixture.verify(verifier, head + "A".repeat(signature.length())));
            assertBadSignature(fixture.verify(verifier, head));
            assertBadSignature(fixture.verify(verifier, head + signature.substring(0, 8)));
            assertBadSignature(fixture.verify(verifier, head + signature.substring(4)));
            assertBadSignature(fixture.verify(verifier, head + "AAAA" + signature));
            assertBadSignature(
                    fixture.verify(verifier, otherPayload.substring(0, otherPayload.lastIndexOf('.') + 1) + signature));
        }
    }

    private static String flipped(String signature) {
        char first = signature.charAt(10);
        return signature.substring(0, 10) + (first == 'A' ? 'B' : 'A') + signature.substring(11);
    }

    private static void assertBadSignature(CompletionStage<Verification> stage) {
        assertThat(Verdicts.invalid(stage)).isEqualTo(RejectReason.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({"~", "=", "==", "+", "/", "AA", "."})
    void verifyWhenTheTokenIsSpelledInAnotherWayThenNotTheSameToken(String suffix) {
        // One token must have one text: caches, limits and revocation lists go by it.
        TokenVerifier verifier = issuer.verifier();
        String good = TestTokens.signedBy(TestTokens.RSA).text();
        assertThat(Verdicts.valid(issuer.verify(verifier, good)).subject()).isEqualTo(TestTokens.SUBJECT);
        assertThat(Verdicts.invalid(issuer.verify(verifier, good + suffix)))
                .isIn(RejectReason.MALFORMED_TOKEN, RejectReason.BAD_SIGNATURE);
    }

    @Test
    void verifyWhenUnusedBitsOfTheSignatureAreSetThenNotTheSameToken() {
        TokenVerifier verifier = issuer.verifier();
        for (TestKey key : List.of(TestTokens.RSA, TestTokens.EC, TestTokens.ED25519)) {
            String good = TestTokens.signedBy(key).text();
            String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            int last = alphabet.indexOf(good.charAt(good.length() - 1));
            String other = good.substring(0, good.length() - 1) + alphabet.charAt(last ^ 1);
            assertThat(Verdicts.valid(issuer.verify(verifier, good)).subject()).isEqualTo(TestTokens.SUBJECT);
            assertThat(Verdicts.invalid(issuer.verify(verifier, other))).isEqualTo(RejectReason.MALFORMED_TOKEN);
        }
    }

    @Test
    void verifyWhenAnythingIsWrongThenTheTokenIsNeverLogged() {
        String good = TestTokens.signedBy(TestTokens.RSA).text();
        String signature = good.substring(good.lastIndexOf('.') + 1);
        try (LogCapture log = LogCapture.start()) {
            JwksFixture fixture = new JwksFixture();
            fixture.transport.then(500, good).then(200, good).always(200, TestTokens.jwks(TestTokens.EC));
            TokenVerifier verifier = fixture.verifier();
            assertThat(Verdicts.unavailable(fixture.verify(verifier, good)).getMessage())
                    .doesNotContain(signature);
            fixture.time.advance(Duration.ofSeconds(1));
            assertThat(Verdicts.unavailable(fixture.verify(verifier, good)).getMessage())
                    .doesNotContain(signature);
            fixture.time.advance(Duration.ofSeconds(1));
            assertThat(Verdicts.invalid(fixture.verify(verifier, good))).isEqualTo(RejectReason.UNKNOWN_KEY);
            log.assertDoesNotContain(good, signature);
            assertThat(log.messages()).anyMatch(message -> message.contains("cannot be fetched"));
        }
    }

    private RejectReason invalid(TokenVerifier verifier, UnaryOperator<TestTokens.Builder> change) {
        return Verdicts.invalid(issuer.verify(
                verifier, change.apply(TestTokens.signedBy(TestTokens.RSA)).build()));
    }
}
