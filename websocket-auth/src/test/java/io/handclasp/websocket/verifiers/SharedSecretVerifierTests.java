package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.handclasp.core.Secret;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedSecretVerifierTests {
    private static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private final ManualTimeSource time = new ManualTimeSource();

    private TokenVerifier verifier(String algorithm) {
        return TokenVerifiers.sharedSecret(Secret.of(SECRET), algorithm)
                .issuer(TestTokens.ISSUER)
                .audiences(TestTokens.AUDIENCE)
                .timeSource(time)
                .build();
    }

    private static String signed(String algorithm, String secret) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                        .keyID("any")
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(TestTokens.ISSUER)
                        .audience(TestTokens.AUDIENCE)
                        .subject("alice")
                        .expirationTime(Date.from(ManualTimeSource.START.plusSeconds(600)))
                        .build());
        token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }

    private CompletionStage<Verification> verify(TokenVerifier verifier, String token) {
        return verifier.verify(BearerToken.of(token), Deadline.after(Duration.ofSeconds(1), time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void verifyWhenSignedWithTheSecretThenValid(String algorithm) throws JOSEException {
        assertThat(Verdicts.valid(verify(verifier(algorithm), signed(algorithm, SECRET)))
                        .subject())
                .isEqualTo("alice");
    }

    @Test
    void verifyWhenSignedWithAnotherSecretThenBadSignature() throws JOSEException {
        assertThat(Verdicts.invalid(verify(verifier("HS256"), signed("HS256", SECRET.replace('a', 'b')))))
                .isEqualTo(RejectReason.BAD_SIGNATURE);
    }

    @Test
    void verifyWhenSignedWithAnotherHmacThenUnsupported() throws JOSEException {
        assertThat(Verdicts.invalid(verify(verifier("HS256"), signed("HS512", SECRET))))
                .isEqualTo(RejectReason.UNSUPPORTED_ALGORITHM);
    }

    @Test
    void verifyWhenTokenIsOfAKeyPairThenInvalid() {
        assertThat(Verdicts.invalid(verify(
                        verifier("HS256"), TestTokens.good(TestTokens.RSA).reveal())))
                .isEqualTo(RejectReason.UNSUPPORTED_ALGORITHM);
    }

    @Test
    void jwksWhenASharedSecretIsPublishedThenItIsNoKey() throws JOSEException {
        String encoded = com.nimbusds.jose.util.Base64URL.encode(SECRET).toString();
        JwksFixture fixture = JwksFixture.publishing(TestTokens.jwks(java.util.List.of(
                Map.of("kty", "oct", "kid", "any", "use", "sig", "k", encoded), TestTokens.RSA.publicJwk())));

        assertThat(Verdicts.invalid(fixture.verify(fixture.verifier(), signed("HS256", SECRET))))
                .isEqualTo(RejectReason.UNSUPPORTED_ALGORITHM);
    }

    @ParameterizedTest
    @CsvSource({"HS256, 31", "HS384, 47", "HS512, 63"})
    void sharedSecretWhenShorterThanItsHashThenRefusedWithoutShowingIt(String algorithm, int bytes) {
        String tooShort = SECRET.substring(0, bytes);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenVerifiers.sharedSecret(Secret.of(tooShort), algorithm))
                .withMessageContaining(algorithm)
                .withMessageContaining(String.valueOf(bytes + 1))
                .withMessageNotContaining(tooShort);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "none", "HS1", ""})
    void sharedSecretWhenAlgorithmIsNoHmacThenRefused(String algorithm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenVerifiers.sharedSecret(Secret.of(SECRET), algorithm))
                .withMessageContaining("HS256");
    }

    @Test
    void jwksWhenHmacIsAskedForThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JwksFixture().builder().algorithms("RS256", "HS256"))
                .withMessageContaining("HS256");
    }

    @Test
    void buildWhenAudienceIsMissingThenRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TokenVerifiers.sharedSecret(Secret.of(SECRET), "HS256")
                        .issuer(TestTokens.ISSUER)
                        .build())
                .withMessageContaining("audiences");
    }
}
