package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * RSA signatures. PKCS #1 v1.5 (RS256, RS384, RS512), which nearly every issuer uses, is checked with {@link SignaturePool}s,
 * since setting up a check costs a measurable share of making one; PSS is left to Nimbus.
 */
final class RsaVerifier implements JWSVerifier {
    private final RSASSAVerifier others;
    private final Map<JWSAlgorithm, SignaturePool> pools;

    RsaVerifier(RSAPublicKey key, @Nullable Provider provider) {
        others = new RSASSAVerifier(key);
        others.getJCAContext().setProvider(provider);
        pools = Map.of(
                JWSAlgorithm.RS256, new SignaturePool("SHA256withRSA", key, provider),
                JWSAlgorithm.RS384, new SignaturePool("SHA384withRSA", key, provider),
                JWSAlgorithm.RS512, new SignaturePool("SHA512withRSA", key, provider));
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signedBytes, Base64URL signature) throws JOSEException {
        SignaturePool pool = pools.get(header.getAlgorithm());
        return pool == null
                ? others.verify(header, signedBytes, signature)
                : pool.verifies(signedBytes, signature.decode());
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return others.supportedJWSAlgorithms();
    }

    @Override
    public JCAContext getJCAContext() {
        return others.getJCAContext();
    }
}
