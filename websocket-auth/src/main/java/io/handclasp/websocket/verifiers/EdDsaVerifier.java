package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ed25519 (RFC 8037) with the JDK's own implementation; Nimbus's needs a library that is not a dependency here. */
final class EdDsaVerifier implements JWSVerifier {
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    /** What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;
    private final JCAContext context = new JCAContext();

    private EdDsaVerifier(PublicKey key) {
        this.key = key;
    }

    static Optional<EdDsaVerifier> of(OctetKeyPair jwk, @Nullable Provider provider) throws JOSEException {
        byte[] raw = jwk.getDecodedX();
        if (!Curve.Ed25519.equals(jwk.getCurve()) || raw.length != KEY_BYTES) {
            return Optional.empty();
        }
        byte[] encoded = new byte[X509_PREFIX.length + KEY_BYTES];
        System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            EdDsaVerifier verifier = new EdDsaVerifier(key);
            verifier.context.setProvider(provider != null && checks(provider, key) ? provider : null);
            return Optional.of(verifier);
        } catch (GeneralSecurityException refused) {
            throw new JOSEException("the JDK does not accept the Ed25519 key", refused);
        }
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
    public boolean verify(JWSHeader header, byte[] signedBytes, Base64URL signature) throws JOSEException {
        byte[] bytes = signature.decode();
        if (bytes.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature ed25519 = initialized();
            ed25519.update(signedBytes);
            return ed25519.verify(bytes);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException incapable) {
            throw new JOSEException("the JCA provider cannot verify Ed25519", incapable);
        }
    }

    private Signature initialized() throws GeneralSecurityException {
        Provider provider = context.getProvider();
        Signature ed25519 =
                provider == null ? Signature.getInstance("Ed25519") : Signature.getInstance("Ed25519", provider);
        ed25519.initVerify(key);
        return ed25519;
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);
    }

    @Override
    public JCAContext getJCAContext() {
        return context;
    }
}
