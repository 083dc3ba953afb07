package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.websocket.testing.FakeTransport;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which keys of a published set serve, and what is learnt with them. */
class KeySetTests {
    private static final TestKey OTHER = TestKey.rsa("rsa-2", 2048);

    static Stream<Arguments> uselessKeys() {
        return Stream.of(
                useless("for encryption", TestTokens.RSA.publicJwk(), jwk -> jwk.put("use", "enc")),
                useless("for signing, not verifying", TestTokens.RSA.publicJwk(), jwk -> {
                    jwk.remove("use");
                    jwk.put("key_ops", List.of("sign"));
                }),
                useless("1024 bits", TestKey.rsa("rsa-1", 1024).publicJwk(), jwk -> {}),
                useless(
                        "1024 bits behind zeros",
                        TestKey.rsa("rsa-1", 1024).publicJwk(),
                        jwk ->
                                // 128 zero bytes, then the modulus: 171 characters for 128 bytes, so the zeros must
                                // fill groups of 3.
                                jwk.put("n", "A".repeat(172) + jwk.get("n"))),
                useless("private members", TestTokens.RSA.privateJwk(), jwk -> {}),
                useless("a symmetric key", Map.of("kty", "oct", "kid", "rsa-1", "k", "AAAA"), jwk -> {}),
                useless("an unknown kind", Map.of("kty", "AKP", "kid", "rsa-1", "alg", "ML-DSA-44"), jwk -> {}),
                useless("no kind", TestTokens.RSA.publicJwk(), jwk -> jwk.remove("kty")),
                useless("no modulus", TestTokens.RSA.publicJwk(), jwk -> jwk.remove("n")),
                useless("modulus is a number", TestTokens.RSA.publicJwk(), jwk -> jwk.put("n", 7)),
                useless("exponent of one", TestTokens.RSA.publicJwk(), jwk -> jwk.put("e", "AQ")),
                useless("a point off the curve", TestTokens.EC.publicJwk(), jwk -> jwk.put("x", jwk.get("y"))),
                useless("another curve", TestTokens.EC.publicJwk(), jwk -> jwk.put("crv", "P-384")),
                useless("secp256k1", TestTokens.EC.publicJwk(), jwk -> jwk.put("crv", "secp256k1")),
                useless("Ed25519 too short", TestTokens.ED25519.publicJwk(), jwk -> jwk.put("x", "AAAA")),
                useless(
                        "Ed25519 of small order",
                        TestTokens.ED25519.publicJwk(),
                        jwk -> jwk.put("x", "AQ" + "A".repeat(41))),
                useless("X25519", TestTokens.ED25519.publicJwk(), jwk -> jwk.put("crv", "X25519")),
                useless("a broken certificate", TestTokens.RSA.publicJwk(), jwk -> jwk.put("x5c", List.of("AAAA"))));
    }

    private static Arguments useless(String what, Map<String, Object> jwk, Consumer<Map<String, Object>> change) {
        change.accept(jwk);
        return Arguments.of(what, jwk);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uselessKeys")
    void verifyWhenAKeyOfTheSetIsOfNoUseThenTheOthersServe(String what, Map<String, Object> jwk) {
        JwksFixture issuer = JwksFixture.publishing(TestTokens.jwks(List.of(jwk, OTHER.publicJwk())));
        TokenVerifier verifier = issuer.verifier();
        assertThat(Verdicts.valid(issuer.verify(verifier, TestTokens.good(OTHER)))
                        .subject())
                .as(what)
                .isEqualTo(TestTokens.SUBJECT);
        TestKey sameId = TestTokens.RSA.withKid(String.valueOf(jwk.get("kid")));
        assertThat(Verdicts.invalid(issuer.verify(verifier, TestTokens.good(sameId))))
                .as(what)
                .isEqualTo(RejectReason.UNKNOWN_KEY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uselessKeys")
    void verifyWhenTheSetHoldsNothingOfUseThenUnavailable(String what, Map<String, Object> jwk) {
        JwksFixture issuer = JwksFixture.publishing(TestTokens.jwks(List.of(jwk)));
        assertThat(Verdicts.unavailable(issuer.verify(issuer.verifier(), TestTokens.good(TestTokens.RSA)))
                        .reason())
                .as(what)
                .isEqualTo(UnavailableReason.KEYS_UNAVAILABLE);
    }

    static Stream<String> unreadableSets() {
        return Stream.of(
                "",
                "null",
                "[]",
                "{}",
                "<html/>",
                "{\"keys\":{}}",
                "{\"keys\":null}",
                "{\"keys\":[]}",
                "{\"keys\":[7]}",
                "{\"keys\":[null]}",
                "{\"keys\":[],\"keys\":[]}",
                "{\"keys\":" + "[".repeat(10_000) + "}",
                TestTokens.jwks(Collections.nCopies(101, TestTokens.RSA.publicJwk())));
    }

    @ParameterizedTest
    @MethodSource("unreadableSets")
    void verifyWhenTheSetIsUnreadableThenUnavailableAndOldKeysGoOn(String document) {
        JwksFixture issuer = new JwksFixture();
        issuer.transport
                .then(200, document)
                .then(200, TestTokens.jwks(TestTokens.RSA))
                .always(200, document);
        TokenVerifier verifier = issuer.verifier();
        VerifierUnavailableException failure =
                Verdicts.unavailable(issuer.verify(verifier, TestTokens.good(TestTokens.RSA)));
        assertThat(failure.reason()).isEqualTo(UnavailableReason.KEYS_UNAVAILABLE);
        issuer.time.advance(Duration.ofSeconds(1));
        assertThat(Verdicts.valid(issuer.verify(verifier, TestTokens.good(TestTokens.RSA)))
                        .subject())
                .isNotBlank();
        issuer.time.advance(Duration.ofMinutes(6));
        for (int i = 0; i < 3; i++) {
            assertThat(Verdicts.valid(issuer.verify(verifier, TestTokens.good(TestTokens.RSA)))
                            .subject())
                    .isNotBlank();
        }
        assertThat(issuer.fetches()).isEqualTo(3);
    }

    @Test
    void verifyWhenTheSetIsLargeThenItsLastKeyServes() {
        List<Map<String, Object>> keys = new ArrayList<>();
        IntStream.range(0, 99)
                .forEach(i -> keys.add(TestTokens.EC.withKid("k" + i).publicJwk()));
        keys.add(TestTokens.RSA.publicJwk());
        JwksFixture issuer = JwksFixture.publishing(TestTokens.jwks(keys));
        assertThat(Verdicts.valid(issuer.verify(issuer.verifier(), TestTokens.good(TestTokens.RSA)))
                        .subject())
                .isNotBlank();
    }

    @Test
    void verifyWhenNoKeyIdIsNamedThenEveryKeyOfTheAlgorithmIsTriedForEachToken() {
        JwksFixture issuer = JwksFixture.publishing(TestTokens.jwks(TestTokens.EC, TestTokens.RSA, OTHER));
        TokenVerifier verifier = issuer.verifier();
        for (TestKey key : List.of(TestTokens.RSA, OTHER, TestTokens.RSA)) {
            BearerToken token = TestTokens.signedBy(key).withoutHeader("kid").build();
            assertThat(Verdicts.valid(issuer.verify(verifier, token)).subject()).isEqualTo(TestTokens.SUBJECT);
        }
        BearerToken stranger =
                TestTokens.signedBy(TestKey.rsa("x", 2048)).withoutHeader("kid").build();
        assertThat(Verdicts.invalid(issuer.verify(verifier, stranger))).isEqualTo(RejectReason.BAD_SIGNATURE);
    }

    @Test
    void verifyWhenTwoKeysShareAnIdThenBothServe() {
        JwksFixture issuer = JwksFixture.publishing(
                TestTokens.jwks(TestTokens.RSA, OTHER.withKid("rsa-1"), TestTokens.EC.withKid("rsa-1")));
        TokenVerifier verifier = issuer.verifier();
        for (TestKey key : List.of(TestTokens.RSA, OTHER.withKid("rsa-1"), TestTokens.EC.withKid("rsa-1"))) {
            assertThat(Verdicts.valid(issuer.verify(verifier, TestTokens.good(key)))
                            .subject())
                    .isEqualTo(TestTokens.SUBJECT);
        }
    }

    @Test
    void verifyWhenAKeyHasNoIdThenItServesTokensWithoutIdOnly() {
        Map<String, Object> jwk = TestTokens.RSA.publicJwk();
        jwk.remove("kid");
        jwk.remove("use");
        JwksFixture issuer = JwksFixture.publishing(TestTokens.jwks(List.of(jwk)));
        TokenVerifier verifier = issuer.verifier();
        BearerToken token =
                TestTokens.signedBy(TestTokens.RSA).withoutHeader("kid").build();
        assertThat(Verdicts.valid(issuer.verify(verifier, token)).subject()).isNotBlank();
        assertThat(Verdicts.invalid(issuer.verify(verifier, TestTokens.good(TestTokens.RSA))))
                .isEqualTo(RejectReason.UNKNOWN_KEY);
    }

    @Test
    void readWhenAPrivateKeyIsPublishedThenSaidWithoutTheKey() {
        Map<String, Object> leaked = TestTokens.EC.privateJwk();
        try (LogCapture log = LogCapture.start()) {
            JwksFixture issuer = JwksFixture.publishing(TestTokens.jwks(List.of(leaked, OTHER.publicJwk())));
            assertThat(Verdicts.invalid(issuer.verify(issuer.verifier(), TestTokens.good(TestTokens.EC))))
                    .isEqualTo(RejectReason.UNKNOWN_KEY);
            assertThat(log.messages()).anyMatch(message -> message.contains("private"));
            log.assertDoesNotContain(String.valueOf(leaked.get("d")));
        }
    }

    @Test
    void preparedWhenOnlyBadSignaturesCameThenNothingIsRemembered() {
        JwksFixture any = JwksFixture.publishing();
        KeySource source = any.keySource();
        TokenVerifier verifier = any.verifier(source);
        KeySet keys = source.refresh().join();
        String good = TestTokens.signedBy(TestTokens.RSA).text();
        String header = good.substring(0, good.indexOf('.'));
        assertThat(Verdicts.invalid(any.verify(verifier, header + ".e30.c2ln"))).isEqualTo(RejectReason.BAD_SIGNATURE);
        assertThat(keys.prepared(withHeader(header))).isNull();
        assertThat(Verdicts.valid(any.verify(verifier, good)).subject()).isNotBlank();
        assertThat(keys.prepared(withHeader(header))).isNotNull();
    }

    @Test
    void preparedWhenHeadersAlternateThenEachIsItsOwn() {
        JwksFixture any = JwksFixture.publishing();
        KeySource source = any.keySource();
        TokenVerifier verifier = any.verifier(source);
        KeySet keys = source.refresh().join();
        for (int round = 0; round < 3; round++) {
            for (TestKey key : List.of(TestTokens.RSA, TestTokens.ED25519, TestTokens.EC, TestTokens.EC)) {
                String good = TestTokens.signedBy(key).text();
                assertThat(Verdicts.valid(any.verify(verifier, good)).subject()).isNotBlank();
                String header = good.substring(0, good.indexOf('.'));
                KeySet.PreparedHeader prepared = keys.prepared(withHeader(header));
                assertThat(prepared).isNotNull();
                assertThat(prepared.header().getKeyID()).isEqualTo(key.kid());
                assertThat(keys.prepared(withHeader(header + "AAAA"))).isNull();
                assertThat(keys.prepared(withHeader(header.substring(1)))).isNull();
            }
        }
    }

    @Test
    void preparedWhenTheIssuerSignsWithEverNewHeadersThenBounded() {
        JwksFixture any = JwksFixture.publishing();
        KeySource source = any.keySource();
        TokenVerifier verifier = any.verifier(source);
        KeySet keys = source.refresh().join();
        for (int i = 0; i < 300; i++) {
            BearerToken token =
                    TestTokens.signedBy(TestTokens.ED25519).header("n", i).build();
            assertThat(Verdicts.valid(any.verify(verifier, token)).subject()).isNotBlank();
        }
        long remembered = IntStream.range(0, 300)
                .mapToObj(i ->
                        TestTokens.signedBy(TestTokens.ED25519).header("n", i).unsignedText())
                .map(text -> text.substring(0, text.indexOf('.')))
                .filter(header -> keys.prepared(withHeader(header)) != null)
                .count();
        assertThat(remembered).isEqualTo(256);
    }

    @Test
    void preparedWhenANewSetComesThenForgottenWithTheOld() {
        JwksFixture issuer = new JwksFixture();
        issuer.transport.then(200, TestTokens.jwks(TestTokens.RSA)).then(200, TestTokens.jwks(OTHER));
        TokenVerifier verifier = issuer.verifier();
        BearerToken token = TestTokens.good(TestTokens.RSA);
        assertThat(Verdicts.valid(issuer.verify(verifier, token)).subject()).isNotBlank();
        issuer.time.advance(Duration.ofMinutes(6));
        assertThat(Verdicts.valid(issuer.verify(verifier, token)).subject()).isNotBlank();
        assertThat(Verdicts.invalid(issuer.verify(verifier, token))).isEqualTo(RejectReason.UNKNOWN_KEY);
    }

    @Test
    void verifyWhenTheProviderKnowsTheAlgorithmsThenItServes() {
        Provider rsa = Security.getProvider("SunRsaSign");
        JwksFixture issuer = JwksFixture.publishing();
        TokenVerifier verifier = issuer.builder().provider(rsa).build();
        assertThat(Verdicts.valid(issuer.verify(verifier, TestTokens.good(TestTokens.RSA)))
                        .subject())
                .isNotBlank();
        // It has no Ed25519: then the JDK's serves.
        assertThat(Verdicts.valid(issuer.verify(verifier, TestTokens.good(TestTokens.ED25519)))
                        .subject())
                .isNotBlank();
    }

    @Test
    void verifyWhenTheProviderCannotCheckTheAlgorithmThenThereIsNoVerdictThatABreakerCounts() {
        TokenVerifier rsaOnly;
        JwksFixture issuer = JwksFixture.publishing();
        rsaOnly = issuer.builder().provider(Security.getProvider("SunRsaSign")).build();
        assertNoVerdict(issuer, rsaOnly, TestTokens.EC);
        TokenVerifier nothing = issuer.builder().provider(new EmptyProvider()).build();
        assertNoVerdict(issuer, nothing, TestTokens.RSA);
        assertNoVerdict(issuer, nothing, TestTokens.EC);
    }

    private static void assertNoVerdict(JwksFixture issuer, TokenVerifier verifier, TestKey key) {
        for (int i = 0; i < 2; i++) {
            VerifierUnavailableException failure = Verdicts.unavailable(issuer.verify(verifier, TestTokens.good(key)));
            assertThat(failure.reason().counted()).isFalse();
            assertThat(failure.reason().retryable()).isFalse();
            assertThat(failure.getMessage()).contains(key.algorithm()).contains("provider");
        }
    }

    /** A JCA provider without any algorithm. */
    private static final class EmptyProvider extends Provider {
        private static final long serialVersionUID = 1L;

        EmptyProvider() {
            super("Empty", "1", "knows nothing");
        }
    }

    @Test
    void readWhenNothingServesThenThrowsWithTheIssuersName() {
        assertThatThrownBy(() -> keySet("{\"keys\":[]}"))
                .isInstanceOf(VerifierUnavailableException.class)
                .hasMessageContaining("issuer.example")
                .hasMessageContaining("no key");
    }

    private static SignedToken withHeader(String encodedHeader) {
        return SignedToken.parse(encodedHeader + ".e30.c2ln").orElseThrow();
    }

    private static KeySet keySet(String document) {
        return new KeySet(
                new KeySetReader(null).read("keys of issuer.example", FakeTransport.response(200, document)), 0);
    }
}
