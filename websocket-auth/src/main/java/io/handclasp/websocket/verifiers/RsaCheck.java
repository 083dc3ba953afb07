package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * RSA signatures. PKCS #1 v1.5 (RS256, RS384, RS512), which nearly every issuer uses, is checked with {@link SignaturePool}s,
 * since setting up a check costs a measurable share of making one; PSS is left to Nimbus.
 */
final class RsaCheck implements SignatureCheck {
    private final NimbusCheck others;
    private final Map<JWSAlgorithm, SignaturePool> pools;

    RsaCheck(RSAPublicKey key, @Nullable Provider provider) {
        RSASSAVerifier nimbus = new RSASSAVerifier(key);
        nimbus.getJCAContext().setProvider(provider);
        others = new NimbusCheck(nimbus);
        pools = Map.of(
                JWSAlgorithm.RS256, new SignaturePool("SHA256withRSA", key, provider),
                JWSAlgorithm.RS384, new SignaturePool("SHA384withRSA", key, provider),
                JWSAlgorithm.RS512, new SignaturePool("SHA512withRSA", key, provider));
    }

    @Override
    public Set<JWSAlgorithm> algorithms() {
        return others.algorithms();
    }

    @Override
    public boolean fits(JWSHeader header, SignedToken token) throws JOSEException {
        SignaturePool pool = pools.get(header.getAlgorithm());
        return pool == null ? others.fits(header, token) : pool.verifies(token);
    }
}
