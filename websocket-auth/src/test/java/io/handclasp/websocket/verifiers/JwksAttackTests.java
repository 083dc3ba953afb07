package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 8725 warns of, and what else a stranger may send who holds no key of the issuer. */
class JwksAttackTests {
    private static final TestKey EVIL = TestKey.rsa("evil", 2048);
    private static final String CLAIMS = claims();

    private final JwksFixture issuer = JwksFixture.publishing();
    private final TokenVerifier verifier = issuer.verifier();

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "None", "NONE", "nOnE", "HS256", "HS512", "RS1", "ES256K", "RSA-OAEP", "dir", "", "x"})
    void verifyWhenTheAlgorithmIsNotOnTheListThenUnsupportedWithoutAFetch(String algorithm) {
        for (String signature : List.of("", "c2ln")) {
            String text = encoded(Map.of("alg", algorithm, "kid", "rsa-1")) + "." + encoded(CLAIMS) + "." + signature;
            assertThat(invalid(text)).isEqualTo(RejectReason.UNSUPPORTED_ALGORITHM);
        }
        assertThat(issuer.fetches()).isZero();
    }

    @Test
    void verifyWhenTheAlgorithmIsSupportedButNotByThisHostThenUnsupported() {
        TokenVerifier rsaOnly = issuer.builder().algorithms("RS256").build();
        assertThat(Verdicts.invalid(issuer.verify(rsaOnly, TestTokens.good(TestTokens.EC))))
                .isEqualTo(RejectReason.UNSUPPORTED_ALGORITHM);
    }

    @Test
    void verifyWhenThePublicKeyIsUsedAsHmacSecretThenUnsupported() throws Exception {
        byte[] der = TestTokens.RSA.publicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : List.of(der, pem.getBytes(StandardCharsets.US_ASCII))) {
            String unsigned = encoded(Map.of("alg", "HS256", "kid", "rsa-1")) + "." + encoded(CLAIMS);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String signature = Base64URL.encode(mac.doFinal(unsigned.getBytes(StandardCharsets.US_ASCII)))
                    .toString();
            assertThat(invalid(unsigned + "." + signature)).isEqualTo(RejectReason.UNSUPPORTED_ALGORITHM);
        }
    }

    @Test
    void verifyWhenTheTokenBringsItsOwnKeyThenThatKeyIsNotLookedAt() {
        BearerToken withKid = TestTokens.signedBy(EVIL.withKid("rsa-1"))
                .header("jwk", EVIL.publicJwk())
                .build();
        BearerToken withoutKid = TestTokens.signedBy(EVIL)
                .withoutHeader("kid")
                .header("jwk", EVIL.publicJwk())
                .build();
        BearerToken privateKey =
                TestTokens.signedBy(EVIL).header("jwk", EVIL.privateJwk()).build();
        assertThat(invalid(withKid.reveal())).isEqualTo(RejectReason.BAD_SIGNATURE);
        assertThat(invalid(withoutKid.reveal())).isEqualTo(RejectReason.BAD_SIGNATURE);
        assertThat(invalid(privateKey.reveal())).isEqualTo(RejectReason.MALFORMED_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u"})
    void verifyWhenTheTokenPointsToKeysElsewhereThenNobodyGoesThere(String parameter) {
        BearerToken token = TestTokens.signedBy(EVIL.withKid("rsa-1"))
                .header(parameter, "https://evil.example/jwks")
                .build();
        assertThat(invalid(token.reveal())).isEqualTo(RejectReason.BAD_SIGNATURE);
        BearerToken unknown = TestTokens.signedBy(EVIL)
                .header(parameter, "https://evil.example/jwks")
                .build();
        assertThat(invalid(unknown.reveal())).isEqualTo(RejectReason.UNKNOWN_KEY);
        assertThat(issuer.transport.calls())
                .allSatisfy(call -> assertThat(call.request().uri()).isEqualTo(JwksFixture.JWKS));
    }

    @Test
    void verifyWhenTheTokenBringsACertificateThenItIsNotLookedAt() {
        BearerToken token = TestTokens.signedBy(EVIL.withKid("rsa-1"))
                .header("x5c", List.of("MIIB"))
                .header("x5t#S256", "AAAA")
                .build();
        assertThat(invalid(token.reveal())).isEqualTo(RejectReason.BAD_SIGNATURE);
    }

    @Test
    void verifyWhenAnExtensionIsCriticalThenMalformedAlthoughTheSignatureFits() {
        BearerToken extension = TestTokens.signedBy(TestTokens.RSA)
                .header("crit", List.of("http://example.com/UNDEFINED"))
                .header("http://example.com/UNDEFINED", true)
                .build();
        BearerToken exp = TestTokens.signedBy(TestTokens.RSA)
                .header("crit", List.of("exp"))
                .header("exp", 0)
                .build();
        BearerToken nothing =
                TestTokens.signedBy(TestTokens.RSA).header("crit", List.of()).build();
        BearerToken unencoded =
                TestTokens.signedBy(TestTokens.RSA).header("b64", false).build();
        BearerToken criticalUnencoded = TestTokens.signedBy(TestTokens.RSA)
                .header("crit", List.of("b64"))
                .header("b64", false)
                .build();
        for (BearerToken token : List.of(extension, exp, nothing, unencoded, criticalUnencoded)) {
            assertThat(invalid(token.reveal())).isEqualTo(RejectReason.MALFORMED_TOKEN);
        }
    }

    @Test
    void verifyWhenTheKeyIsOfAnotherKindOrCurveThanTheAlgorithmThenInvalidWithoutAskingAgain() {
        TestKey ec384 = TestKey.ec("ec-384", "P-384");
        JwksFixture fixture = JwksFixture.publishing(TestTokens.jwks(TestTokens.RSA, TestTokens.EC, ec384));
        TokenVerifier judge = fixture.verifier();
        assertThat(Verdicts.valid(fixture.verify(judge, TestTokens.good(TestTokens.RSA)))
                        .subject())
                .isNotBlank();
        fixture.time.advance(Duration.ofMinutes(2));
        // An ES256 signature under the id of the RSA key, under that of the P-384 key, and the other way round.
        for (TestKey key : List.of(
                TestTokens.EC.withKid("rsa-1"),
                TestTokens.EC.withKid("ec-384"),
                ec384.withKid("ec-1"),
                TestTokens.RSA.withKid("ec-1"),
                TestTokens.ED25519.withKid("rsa-1"))) {
            assertThat(Verdicts.invalid(fixture.verify(judge, TestTokens.good(key))))
                    .isEqualTo(RejectReason.UNSUPPORTED_ALGORITHM);
        }
        assertThat(fixture.fetches()).isEqualTo(1);
    }

    @Test
    void verifyWhenTheKeyIsMeantForOneAlgorithmThenNoOtherFits() {
        Map<String, Object> jwk = TestTokens.RSA.publicJwk();
        jwk.put("alg", "PS256");
        JwksFixture fixture = JwksFixture.publishing(TestTokens.jwks(List.of(jwk)));
        TokenVerifier judge = fixture.verifier();
        BearerToken ps256 =
                TestTokens.signedBy(TestTokens.RSA).header("alg", "PS256").build();
        assertThat(Verdicts.valid(fixture.verify(judge, ps256)).subject()).isEqualTo(TestTokens.SUBJECT);
        assertThat(Verdicts.invalid(fixture.verify(judge, TestTokens.good(TestTokens.RSA))))
                .isEqualTo(RejectReason.UNSUPPORTED_ALGORITHM);
    }

    @Test
    void verifyWhenTheHeaderIsSignedForButAnotherIsShownThenBadSignature() {
        String good = TestTokens.signedBy(TestTokens.RSA).text();
        String other = TestTokens.signedBy(TestTokens.RSA).header("typ", "JWT").text();
        assertThat(Verdicts.valid(issuer.verify(verifier, good)).subject()).isNotBlank();
        String mixed = other.substring(0, other.indexOf('.')) + good.substring(good.indexOf('.'));
        assertThat(invalid(mixed)).isEqualTo(RejectReason.BAD_SIGNATURE);
    }

    @Test
    void verifyWhenTheHeaderIsEncryptedThenUnsupported() {
        String text = encoded(Map.of("alg", "RSA-OAEP-256", "enc", "A256GCM")) + "." + encoded(CLAIMS) + ".c2ln";
        assertThat(invalid(text)).isEqualTo(RejectReason.UNSUPPORTED_ALGORITHM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void verifyWhenTheHeaderIsDeeplyNestedThenInvalid(String opening) {
        String text = encoded("{\"alg\":\"RS256\",\"a\":" + opening.repeat(900)) + "." + encoded(CLAIMS) + ".c2ln";
        assertThat(invalid(text)).isEqualTo(RejectReason.MALFORMED_TOKEN);
    }

    @Property(tries = 2_000)
    void verifyWhenAStrangerSendsAnyHeaderThenAlwaysInvalidAndNeverAnException(
            @ForAll("headers") Map<String, Object> header, @ForAll("signatures") String signature) {
        JwksFixture fixture = JwksFixture.publishing(Holder.KEYS);
        TokenVerifier judge = fixture.verifier();
        String text = encoded(JSONObjectUtils.toJSONString(header)) + "." + encoded(CLAIMS) + "." + signature;
        assertThat(Verdicts.invalid(fixture.verify(judge, text))).isNotNull();
        assertThat(Verdicts.valid(fixture.verify(judge, Holder.GOOD)).subject()).isEqualTo(TestTokens.SUBJECT);
    }

    @Property(tries = 2_000)
    void verifyWhenAnyTokenTextThenAlwaysInvalidAndNeverAnException(@ForAll("texts") String text) {
        JwksFixture fixture = JwksFixture.publishing(Holder.KEYS);
        assertThat(Verdicts.invalid(fixture.verify(fixture.verifier(), text))).isNotNull();
    }

    private static final class Holder {
        static final String KEYS = TestTokens.jwks(TestTokens.RSA, TestTokens.ED25519);
        static final String GOOD = TestTokens.signedBy(TestTokens.ED25519).text();
    }

    @Provide
    Arbitrary<Map<String, Object>> headers() {
        Arbitrary<String> names = Arbitraries.of(
                "alg",
                "kid",
                "typ",
                "cty",
                "crit",
                "b64",
                "jwk",
                "jku",
                "x5u",
                "x5c",
                "x5t",
                "x5t#S256",
                "enc",
                "zip",
                "p2c",
                "iss",
                "");
        Arbitrary<Object> values = Arbitraries.of(
                "RS256",
                "EdDSA",
                "none",
                "rsa-1",
                "ed-1",
                "",
                "\u0000",
                "https://x",
                "::bad uri::",
                7,
                -1.5,
                true,
                false,
                List.of(),
                List.of("a"),
                List.of(1),
                Map.of(),
                Map.of("kty", "RSA"),
                Map.of("kty", "oct", "k", "AA"),
                Holder.class.getName());
        Arbitrary<Map<String, Object>> any = Arbitraries.maps(names, values).ofMaxSize(6);
        return any.flatMap(map -> Arbitraries.of(true, false, true).map(plausible -> {
            Map<String, Object> header = new LinkedHashMap<>(map);
            if (plausible) {
                header.put("alg", "RS256");
            }
            return header;
        }));
    }

    @Provide
    Arbitrary<String> signatures() {
        return Arbitraries.strings().withCharRange('A', 'Z').withChars("-_").ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries.of(
                "eyJhbGciOiJSUzI1NiJ9",
                "bnVsbA",
                "e30",
                "W10",
                "Nw",
                "IiI",
                "dHJ1ZQ",
                "a",
                "ab",
                "abc",
                "-",
                "_",
                "~",
                "+",
                "/",
                "1");
        return parts.list().ofMinSize(1).ofMaxSize(5).map(list -> list.stream().collect(Collectors.joining(".")));
    }

    private RejectReason invalid(String text) {
        CompletionStage<Verification> stage = issuer.verify(verifier, text);
        return Verdicts.invalid(stage);
    }

    private static String encoded(Map<String, Object> header) {
        return encoded(JSONObjectUtils.toJSONString(header));
    }

    private static String encoded(String text) {
        return Base64URL.encode(text).toString();
    }

    private static String claims() {
        return "{\"iss\":\"" + TestTokens.ISSUER + "\",\"aud\":\"chat\",\"sub\":\"admin\",\"exp\":"
                + ManualTimeSource.START.plusSeconds(60).getEpochSecond() + "}";
    }
}
