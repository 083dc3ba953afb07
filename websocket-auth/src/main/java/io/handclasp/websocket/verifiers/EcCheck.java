package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.impl.ECDSA;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * ECDSA signatures (RFC 7518, section 3.4), checked with a {@link SignaturePool}. The JCA's name for R and S side by side, as a
 * JWS has them, is the IEEE's P1363 format; a provider that does not know it is left to Nimbus.
 */
final class EcCheck implements SignatureCheck {
    private static final Map<JWSAlgorithm, String> JCA_NAMES = Map.of(
            JWSAlgorithm.ES256, "SHA256withECDSAinP1363Format",
            JWSAlgorithm.ES384, "SHA384withECDSAinP1363Format",
            JWSAlgorithm.ES512, "SHA512withECDSAinP1363Format");

    private final JWSAlgorithm algorithm;
    private final SignaturePool pool;

    private EcCheck(JWSAlgorithm algorithm, SignaturePool pool) {
        this.algorithm = algorithm;
        this.pool = pool;
    }

    /** A check for a key that signs with this algorithm, and no other; empty when the provider has none. */
    static Optional<EcCheck> of(ECPublicKey key, JWSAlgorithm algorithm, Provider provider) {
        String name = JCA_NAMES.get(algorithm);
        return name == null || provider.getService("Signature", name) == null
                ? Optional.empty()
                : Optional.of(new EcCheck(algorithm, new SignaturePool(name, key, provider)));
    }

    @Override
    public Set<JWSAlgorithm> algorithms() {
        return Set.of(algorithm);
    }

    @Override
    public boolean fits(JWSHeader header, SignedToken token) throws JOSEException {
        return isLegal(token.signature()) && pool.verifies(token);
    }

    /** Of the right length, with R and S from 1 to below the order: a provider may forget to look (CVE-2022-21449). */
    private boolean isLegal(byte[] signature) {
        try {
            ECDSA.ensureLegalSignature(signature, algorithm);
            return true;
        } catch (JOSEException illegal) {
            return false;
        }
    }
}
