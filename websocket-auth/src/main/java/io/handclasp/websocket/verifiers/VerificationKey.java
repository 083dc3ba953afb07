package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A public key that verifies signatures, with the check set up for it once. Safe for concurrent use. */
final class VerificationKey {
    /** RFC 7518, section 3.3: a key of 2048 bits or larger. */
    private static final int MIN_RSA_BITS = 2048;

    private final JWK jwk;
    private final SignatureCheck check;

    private VerificationKey(JWK jwk, SignatureCheck check) {
        this.jwk = jwk;
        this.check = check;
    }

    /** Takes a key out of a set; empty when it is not meant for signatures, or of a kind that is not supported. */
    static Optional<VerificationKey> of(JWK jwk, @Nullable Provider provider) throws JOSEException {
        boolean forSignatures = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean forVerifying =
                jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY);
        if (!forSignatures || !forVerifying) {
            return Optional.empty();
        }
        return checkFor(jwk, provider).map(check -> new VerificationKey(jwk.toPublicJWK(), check));
    }

    /** A key that the host configured itself. There is but one, so a token need not name it. Never made from a key set. */
    static VerificationKey sharedSecret(byte[] secret, JWSAlgorithm algorithm) throws JOSEException {
        OctetSequenceKey jwk =
                new OctetSequenceKey.Builder(secret).algorithm(algorithm).build();
        MACVerifier verifier = new MACVerifier(secret);
        if (!verifier.supportedJWSAlgorithms().contains(algorithm)) {
            throw new JOSEException("the secret is too short");
        }
        return new VerificationKey(jwk, new NimbusCheck(verifier));
    }

    private static Optional<SignatureCheck> checkFor(JWK jwk, @Nullable Provider provider) throws JOSEException {
        if (jwk instanceof RSAKey rsa) {
            RSAPublicKey key = rsa.toRSAPublicKey();
            // The number's bits: the size of the JWK counts the zeros that it may be filled up with.
            return key.getModulus().bitLength() < MIN_RSA_BITS
                    ? Optional.empty()
                    : Optional.of(new RsaCheck(key, provider == null ? JcaProviders.forKey(jwk) : provider));
        }
        if (jwk instanceof ECKey ec) {
            return Optional.of(ecCheck(ec, provider));
        }
        return jwk instanceof OctetKeyPair okp
                ? EdDsaCheck.of(okp, provider).map(SignatureCheck.class::cast)
                : Optional.empty();
    }

    private static SignatureCheck ecCheck(ECKey jwk, @Nullable Provider chosen) throws JOSEException {
        boolean known = chosen != null && chosen.getService("KeyFactory", "EC") != null;
        ECPublicKey key = jwk.toECPublicKey(known ? chosen : null);
        // Made in any case: it refuses a point that is not on the curve, and knows the curve's algorithm.
        ECDSAVerifier nimbus = new ECDSAVerifier(key);
        Provider provider = chosen == null ? JcaProviders.forKey(jwk) : chosen;
        if (provider != null) {
            nimbus.getJCAContext().setProvider(provider);
            JWSAlgorithm algorithm = nimbus.supportedJWSAlgorithms().iterator().next();
            Optional<EcCheck> pooled = EcCheck.of(key, algorithm, provider);
            if (pooled.isPresent()) {
                return pooled.get();
            }
        }
        return new NimbusCheck(nimbus);
    }

    boolean fits(JWSHeader header) {
        boolean sameId = header.getKeyID() == null || jwk instanceof OctetSequenceKey || hasIdOf(header);
        boolean sameAlgorithm = jwk.getAlgorithm() == null
                || jwk.getAlgorithm().getName().equals(header.getAlgorithm().getName());
        return sameId && sameAlgorithm && check.algorithms().contains(header.getAlgorithm());
    }

    boolean hasIdOf(JWSHeader header) {
        return header.getKeyID().equals(jwk.getKeyID());
    }

    /** Whether the token's signature is this key's. */
    boolean verifies(JWSHeader header, SignedToken token) {
        try {
            return check.fits(header, token);
        } catch (JOSEException incapable) {
            // A malformed signature is false; this is thrown where the JCA provider knows the algorithm or the key not.
            throw new VerifierUnavailableException(
                    UnavailableReason.MISCONFIGURED,
                    "this host's JCA provider cannot verify " + header.getAlgorithm() + " with the issuer's key");
        }
    }
}
