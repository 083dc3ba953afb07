package io.handclasp.websocket.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.testing.FakeTransport;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that stand in a key set by mistake, and under which anybody could forge a token. */
class HostileKeyTests {
    private static final TestKey OTHER = TestKey.ec("other", "P-256");

    private final ManualTimeSource time = new ManualTimeSource();

    private TokenVerifier publishing(Map<String, Object> jwk) {
        TokenVerifier verifier = TokenVerifiers.jwks(URI.create(TestTokens.ISSUER + "/jwks"))
                .issuer(TestTokens.ISSUER)
                .audiences(TestTokens.AUDIENCE)
                .transport(new FakeTransport().always(200, TestTokens.jwks(List.of(jwk, OTHER.publicJwk()))))
                .timeSource(time)
                .build();
        assertThat(verify(verifier, TestTokens.good(OTHER).reveal())).isInstanceOf(Verification.Valid.class);
        return verifier;
    }

    private Verification verify(TokenVerifier verifier, String token) {
        Deadline deadline = Deadline.after(Duration.ofSeconds(1), time);
        return verifier.verify(BearerToken.of(token), deadline)
                .toCompletableFuture()
                .join();
    }

    private Verification verify(Map<String, Object> jwk, String token) {
        return verify(publishing(jwk), token);
    }

    static List<String> smallOrder() {
        return CurveAttacks.SMALL_ORDER;
    }

    /** With a key of small order, S = 0 and R of small order fit one token in eight whatever it says. */
    @ParameterizedTest
    @MethodSource("smallOrder")
    void verifyWhenThePublishedKeyIsOfSmallOrderThenNothingFitsIt(String point) {
        byte[] key = HexFormat.of().parseHex(point);
        Map<String, Object> jwk = Map.of("kty", "OKP", "crv", "Ed25519", "kid", "ed-1", "x", Forge.encode(key));
        TokenVerifier verifier = publishing(jwk);
        for (int i = 0; i < 64; i++) {
            String unsigned = TestTokens.signedBy(TestTokens.ED25519)
                    .claim("jti", "t" + i)
                    .unsignedText();
            for (String r : CurveAttacks.SMALL_ORDER.subList(0, 8)) {
                String signature = Forge.encode(HexFormat.of().parseHex(r + "0".repeat(64)));
                assertThat(verify(verifier, unsigned + "." + signature)).isInstanceOf(Verification.Invalid.class);
            }
        }
    }

    @Test
    void verifyWhenASecretIsPublishedThenNobodySignsWithIt() {
        byte[] secret = new byte[32];
        Map<String, Object> jwk = Map.of("kty", "oct", "kid", "hs", "alg", "HS256", "k", Forge.encode(secret));
        assertThat(verify(jwk, Forge.hmac("HS256", secret, Map.of("alg", "HS256", "kid", "hs"))))
                .isInstanceOf(Verification.Invalid.class);
    }

    @Test
    void verifyWhenTheKeyIsForEncryptionOrWeakThenNobodySignsWithIt() {
        TestKey weak = TestKey.rsa("weak", 1024);
        assertThat(verify(weak.publicJwk(), TestTokens.good(weak).reveal())).isInstanceOf(Verification.Invalid.class);
        Map<String, Object> encryption = TestTokens.RSA.publicJwk();
        encryption.put("use", "enc");
        assertThat(verify(encryption, Forge.good())).isInstanceOf(Verification.Invalid.class);
        encryption.remove("use");
        encryption.put("key_ops", List.of("encrypt"));
        assertThat(verify(encryption, Forge.good())).isInstanceOf(Verification.Invalid.class);
    }
}
