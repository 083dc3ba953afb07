package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ed25519 (RFC 8037) with the JDK's own implementation; Nimbus's needs a library that is not a dependency here. */
final class EdDsaCheck implements SignatureCheck {
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    /** What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * The encodings of y that belong to points whose order divides 8, also those that RFC 8032 does not allow, in hexadecimal
     * without the sign of x. Under such a "key" one signature fits every token.
     */
    private static final Set<String> SMALL_ORDER = Set.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);

    private final SignaturePool pool;

    private EdDsaCheck(SignaturePool pool) {
        this.pool = pool;
    }

    static Optional<EdDsaCheck> of(OctetKeyPair jwk, @Nullable Provider provider) throws JOSEException {
        byte[] raw = jwk.getDecodedX();
        if (!Curve.Ed25519.equals(jwk.getCurve()) || raw.length != KEY_BYTES) {
            return Optional.empty();
        }
        if (isOfSmallOrder(raw)) {
            throw new JOSEException("the Ed25519 key is a point of small order");
        }
        byte[] encoded = new byte[X509_PREFIX.length + KEY_BYTES];
        System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Provider able = provider != null && checks(provider, key) ? provider : null;
            return Optional.of(new EdDsaCheck(new SignaturePool("Ed25519", key, able)));
        } catch (GeneralSecurityException refused) {
            throw new JOSEException("the JDK does not accept the Ed25519 key", refused);
        }
    }

    private static boolean isOfSmallOrder(byte[] key) {
        byte[] y = key.clone();
        y[KEY_BYTES - 1] &= 0x7f;
        return SMALL_ORDER.contains(HexFormat.of().formatHex(y));
    }

    /** A provider made for one family of algorithms need not know this one: then the JDK's serves. */
    private static boolean checks(Provider provider, PublicKey key) {
        try {
            Signature.getInstance("Ed25519", provider).initVerify(key);
            return true;
        } catch (GeneralSecurityException unknown) {
            return false;
        }
    }

    @Override
    public Set<JWSAlgorithm> algorithms() {
        return ALGORITHMS;
    }

    @Override
    public boolean fits(JWSHeader header, SignedToken token) throws JOSEException {
        return token.signature().length == SIGNATURE_BYTES && pool.verifies(token);
    }
}
