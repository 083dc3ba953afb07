package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JWSAlgorithm;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import java.math.BigInteger;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureSpi;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures of R and S, by whichever provider. */
class EcCheckTests {
    private static final TestKey P384 = TestKey.ec("ec-384", "P-384");
    private static final TestKey P521 = TestKey.ec("ec-521", "P-521");
    private static final List<TestKey> KEYS = List.of(TestTokens.EC, P384, P521);

    static Stream<Provider> providers() {
        Provider jdk = Security.getProvider("SunEC");
        Provider derOnly = new DerOnlyProvider(jdk);
        Provider accp = AmazonCorrettoCryptoProvider.INSTANCE;
        return AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null
                ? Stream.of(jdk, derOnly, accp)
                : Stream.of(jdk, derOnly);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void verifyWhenSignedThenValidAgainAndAgain(Provider provider) {
        JwksFixture issuer = issuer();
        TokenVerifier verifier = issuer.builder().provider(provider).build();
        for (int i = 0; i < 3; i++) {
            for (TestKey key : KEYS) {
                assertThat(Verdicts.valid(issuer.verify(verifier, TestTokens.good(key)))
                                .subject())
                        .isEqualTo(TestTokens.SUBJECT);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void verifyWhenROrSIsOutOfItsRangeThenBadSignature(Provider provider) {
        JwksFixture issuer = issuer();
        TokenVerifier verifier = issuer.builder().provider(provider).build();
        for (TestKey key : KEYS) {
            BigInteger order = ((ECPublicKey) key.publicKey()).getParams().getOrder();
            int length = (order.bitLength() + 7) / 8;
            String good = TestTokens.signedBy(key).text();
            byte[] signature = Base64.getUrlDecoder().decode(good.substring(good.lastIndexOf('.') + 1));
            BigInteger r = new BigInteger(1, signature, 0, length);
            BigInteger s = new BigInteger(1, signature, length, length);
            BigInteger most = BigInteger.ONE.shiftLeft(length * 8).subtract(BigInteger.ONE);
            for (BigInteger bad : List.of(BigInteger.ZERO, order, most)) {
                assertBadSignature(issuer, verifier, good, joined(bad, s, length));
                assertBadSignature(issuer, verifier, good, joined(r, bad, length));
                assertBadSignature(issuer, verifier, good, joined(bad, bad, length));
            }
            // The same numbers modulo the order, where there is room for them.
            if (r.add(order).bitLength() <= length * 8) {
                assertBadSignature(issuer, verifier, good, joined(r.add(order), s, length));
            }
            assertBadSignature(issuer, verifier, good, joined(r, s, length + 1));
            assertBadSignature(issuer, verifier, good, joined(s, r, length));
            assertBadSignature(issuer, verifier, good, new byte[0]);
            assertBadSignature(issuer, verifier, good, new byte[] {0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01});
            assertThat(Verdicts.valid(issuer.verify(verifier, good)).subject()).isEqualTo(TestTokens.SUBJECT);
        }
    }

    @Test
    void ofWhenTheProviderHasNoSideBySideFormatThenEmpty() {
        ECPublicKey key = (ECPublicKey) TestTokens.EC.publicKey();
        Provider jdk = Security.getProvider("SunEC");
        assertThat(EcCheck.of(key, JWSAlgorithm.ES256, jdk)).isPresent();
        assertThat(EcCheck.of(key, JWSAlgorithm.ES256, new DerOnlyProvider(jdk)))
                .isEmpty();
        assertThat(EcCheck.of(key, JWSAlgorithm.ES256K, jdk)).isEmpty();
    }

    @Test
    void verifyWhenTheProviderForgetsToLookAtRAndSThenLookedAtAllTheSame() {
        JwksFixture issuer = issuer();
        TokenVerifier gullible =
                issuer.builder().provider(new GullibleProvider()).build();
        String good = TestTokens.signedBy(TestTokens.EC).text();
        BigInteger order = ((ECPublicKey) TestTokens.EC.publicKey()).getParams().getOrder();
        for (BigInteger bad : List.of(BigInteger.ZERO, order)) {
            assertBadSignature(issuer, gullible, good, joined(bad, BigInteger.ONE, 32));
            assertBadSignature(issuer, gullible, good, joined(BigInteger.ONE, bad, 32));
            assertBadSignature(issuer, gullible, good, joined(bad, bad, 32));
        }
        assertBadSignature(issuer, gullible, good, new byte[63]);
        // It is this provider that is asked, and nobody else.
        String anything = good.substring(0, good.lastIndexOf('.') + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(joined(BigInteger.ONE, BigInteger.ONE, 32));
        assertThat(Verdicts.valid(issuer.verify(gullible, anything)).subject()).isEqualTo(TestTokens.SUBJECT);
    }

    private static JwksFixture issuer() {
        return JwksFixture.publishing(TestTokens.jwks(TestTokens.EC, P384, P521));
    }

    private static void assertBadSignature(JwksFixture issuer, TokenVerifier verifier, String good, byte[] signature) {
        String text = good.substring(0, good.lastIndexOf('.') + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        assertThat(Verdicts.invalid(issuer.verify(verifier, text))).isEqualTo(RejectReason.BAD_SIGNATURE);
    }

    private static byte[] joined(BigInteger r, BigInteger s, int length) {
        byte[] joined = new byte[2 * length];
        put(r, joined, 0, length);
        put(s, joined, length, length);
        return joined;
    }

    private static void put(BigInteger number, byte[] target, int from, int length) {
        byte[] bytes = number.toByteArray();
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, target, from + length - count, count);
    }

    /** Knows signatures in DER only, as older providers do. */
    private static final class DerOnlyProvider extends Provider {
        private static final long serialVersionUID = 1L;

        DerOnlyProvider(Provider jdk) {
            super("DerOnly", "1", "ECDSA in DER");
            for (String hash : List.of("SHA256", "SHA384", "SHA512")) {
                putService(borrowed(jdk.getService("Signature", hash + "withECDSA")));
            }
        }

        private Service borrowed(Service lender) {
            return new Service(this, lender.getType(), lender.getAlgorithm(), lender.getClassName(), null, null) {
                @Override
                public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                    return lender.newInstance(parameter);
                }

                @Override
                public boolean supportsParameter(Object key) {
                    return lender.supportsParameter(key);
                }
            };
        }
    }

    /** Takes any signature for good. */
    private static final class GullibleProvider extends Provider {
        private static final long serialVersionUID = 1L;

        GullibleProvider() {
            super("Gullible", "1", "believes everything");
            putService(new Service(this, "Signature", "SHA256withECDSAinP1363Format", "Believer", null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Believer();
                }
            });
        }
    }

    private static final class Believer extends SignatureSpi {
        @Override
        protected void engineInitVerify(PublicKey publicKey) {}

        @Override
        protected void engineInitSign(PrivateKey privateKey) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineUpdate(byte b) {}

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {}

        @Override
        protected byte[] engineSign() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return true;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
