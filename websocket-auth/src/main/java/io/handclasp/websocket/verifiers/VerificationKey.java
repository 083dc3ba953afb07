package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A public key that verifies signatures, with the verifier set up for it once. Safe for concurrent use. */
final class VerificationKey {
    /** RFC 7518, section 3.3: a key of 2048 bits or larger. */
    private static final int MIN_RSA_BITS = 2048;

    private final JWK jwk;
    private final JWSVerifier verifier;

    private VerificationKey(JWK jwk, JWSVerifier verifier) {
        this.jwk = jwk;
        this.verifier = verifier;
    }

    /** Takes a key out of a set; empty when it is not meant for signatures, or of a kind that is not supported. */
    static Optional<VerificationKey> of(JWK jwk, @Nullable Provider provider) throws JOSEException {
        boolean forSignatures = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean forVerifying =
                jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY);
        if (!forSignatures || !forVerifying) {
            return Optional.empty();
        }
        return verifierFor(jwk, provider).map(verifier -> new VerificationKey(jwk.toPublicJWK(), verifier));
    }

    /** A key that the host configured itself. There is but one, so a token need not name it. Never made from a key set. */
    static VerificationKey sharedSecret(byte[] secret, JWSAlgorithm algorithm) throws JOSEException {
        OctetSequenceKey jwk =
                new OctetSequenceKey.Builder(secret).algorithm(algorithm).build();
        MACVerifier verifier = new MACVerifier(secret);
        if (!verifier.supportedJWSAlgorithms().contains(algorithm)) {
            throw new JOSEException("the secret is too short");
        }
        return new VerificationKey(jwk, verifier);
    }

    private static Optional<JWSVerifier> verifierFor(JWK jwk, @Nullable Provider provider) throws JOSEException {
        JWSVerifier verifier;
        if (jwk instanceof RSAKey rsa) {
            RSAPublicKey key = rsa.toRSAPublicKey();
            // The number's bits: the size of the JWK counts the zeros that it may be filled up with.
            if (key.getModulus().bitLength() < MIN_RSA_BITS) {
                return Optional.empty();
            }
            return Optional.of(new RsaVerifier(key, provider == null ? JcaProviders.forKey(jwk) : provider));
        } else if (jwk instanceof ECKey ec) {
            boolean known = provider != null && provider.getService("KeyFactory", "EC") != null;
            verifier = new ECDSAVerifier(ec.toECPublicKey(known ? provider : null));
        } else if (jwk instanceof OctetKeyPair okp) {
            return EdDsaVerifier.of(okp, provider).map(JWSVerifier.class::cast);
        } else {
            return Optional.empty();
        }
        verifier.getJCAContext().setProvider(provider == null ? JcaProviders.forKey(jwk) : provider);
        return Optional.of(verifier);
    }

    boolean fits(JWSHeader header) {
        boolean sameId = header.getKeyID() == null || jwk instanceof OctetSequenceKey || hasIdOf(header);
        boolean sameAlgorithm = jwk.getAlgorithm() == null
                || jwk.getAlgorithm().getName().equals(header.getAlgorithm().getName());
        return sameId && sameAlgorithm && verifier.supportedJWSAlgorithms().contains(header.getAlgorithm());
    }

    boolean hasIdOf(JWSHeader header) {
        return header.getKeyID().equals(jwk.getKeyID());
    }

    /** Whether the signature over these bytes is this key's. */
    boolean verifies(JWSHeader header, byte[] signedBytes, Base64URL signature) {
        try {
            return verifier.verify(header, signedBytes, signature);
        } catch (JOSEException incapable) {
            // A malformed signature is false; this is thrown where the JCA provider knows the algorithm or the key not.
            throw new VerifierUnavailableException(
                    UnavailableReason.MISCONFIGURED,
                    "this host's JCA provider cannot verify " + header.getAlgorithm() + " with the issuer's key");
        }
    }
}
