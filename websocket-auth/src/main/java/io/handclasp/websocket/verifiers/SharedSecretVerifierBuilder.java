package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import io.handclasp.core.Secret;
import io.handclasp.websocket.verify.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Builds a verifier of tokens that are signed with an HMAC (RFC 7518, section 3.2). Not thread-safe; what it builds is.
 *
 * <p>Whoever can verify such a token can forge one, so every service that holds the secret must be trusted to issue tokens.
 * Keys of an issuer, where there are any, are the better choice.
 */
public final class SharedSecretVerifierBuilder extends SignedTokenVerifierBuilder<SharedSecretVerifierBuilder> {
    private final String algorithm;
    private final VerificationKey key;

    SharedSecretVerifierBuilder(Secret secret, String algorithm) {
        HeaderRules.requireHmac(algorithm);
        this.algorithm = algorithm;
        try {
            this.key = VerificationKey.sharedSecret(
                    secret.reveal().getBytes(StandardCharsets.UTF_8), JWSAlgorithm.parse(algorithm));
        } catch (JOSEException tooShort) {
            throw new IllegalArgumentException("secret is too short for " + algorithm + ", must have at least "
                    + HeaderRules.hmacKeyBytes(algorithm) + " bytes of UTF-8 (RFC 7518, section 3.2)");
        }
    }

    @Override
    SharedSecretVerifierBuilder self() {
        return this;
    }

    /**
     * Builds the verifier.
     *
     * @return a verifier that may be shared by any number of threads
     * @throws IllegalStateException when the issuer or the audience was not set
     */
    public TokenVerifier build() {
        return build(rules(Set.of(algorithm)));
    }

    /**
     * Builds a verifier of statements of the same issuer, which admit nobody. Default of {@link #types}: {@code logout+jwt} and
     * {@code secevent+jwt}.
     *
     * @return a verifier that may be shared by any number of threads
     * @throws IllegalStateException when the issuer or the audience was not set
     */
    public StatementVerifier buildForStatements() {
        return new StatementVerifier(build(statementRules(Set.of(algorithm))));
    }

    private TokenVerifier build(TokenRules rules) {
        return new SignedTokenVerifier("shared secret", new FixedKeys(List.of(key)), rules, timeSource());
    }
}
