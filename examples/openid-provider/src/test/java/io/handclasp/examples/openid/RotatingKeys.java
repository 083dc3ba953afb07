package io.handclasp.examples.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import no.nav.security.mock.oauth2.token.KeyProvider;

/** Keys of the provider that can be changed while it runs; each has an id of its own, as RFC 7517 wants it. */
final class RotatingKeys extends KeyProvider {
    private final AtomicInteger generation = new AtomicInteger();
    private volatile JWK current = next();

    private JWK next() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID("key-" + generation.incrementAndGet())
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Signs with a new key from now on and publishes the old one no longer. */
    void rotate() {
        current = next();
    }

    @Override
    public JWK signingKey(String issuerId) {
        return current;
    }

    /** What the provider itself verifies with. */
    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        return selector.select(new JWKSet(current));
    }
}
