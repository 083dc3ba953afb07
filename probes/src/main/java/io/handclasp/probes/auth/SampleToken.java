package io.handclasp.probes.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies the signature of a token that somebody good signed. */
final class SampleToken {
    private static final Logger log = LoggerFactory.getLogger(SampleToken.class);

    /** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private SampleToken() {}

    /** Empty when the sample verifies. */
    static Optional<ProbeOutcome> outcome(Supplier<Secret> sample, List<JWK> keys) {
        JWSObject token;
        try {
            token = JWSObject.parse(sample.get().reveal());
        } catch (ParseException | RuntimeException e) {
            return Optional.of(ProbeOutcome.down("there is no sample token that can be read: "
                            + e.getClass().getSimpleName())
                    .withHint(ProbeDocs.hint("look at what issues the sample", "token-missing")));
        }
        return keys.stream()
                        .filter(key -> mayHaveSigned(key, token.getHeader()))
                        .anyMatch(key -> verifies(token, key))
                ? Optional.empty()
                : Optional.of(ProbeOutcome.down("the sample token verifies with none of the keys")
                        .withHint(ProbeDocs.hint(
                                "the issuer signs with a key that it does not publish, or this is another issuer's set",
                                "jwks-sample")));
    }

    private static boolean mayHaveSigned(JWK key, JWSHeader header) {
        return (header.getKeyID() == null || header.getKeyID().equals(key.getKeyID()))
                && (key.getAlgorithm() == null
                        || key.getAlgorithm()
                                .getName()
                                .equals(header.getAlgorithm().getName()));
    }

    private static boolean verifies(JWSObject token, JWK key) {
        try {
            if (key instanceof OctetKeyPair pair) {
                return verifiesEdwards(token, pair);
            }
            JWSVerifier verifier = key instanceof RSAKey rsa
                    ? new RSASSAVerifier(rsa.toRSAPublicKey())
                    : new ECDSAVerifier(((ECKey) key).toECPublicKey());
            return token.verify(verifier);
        } catch (JOSEException | GeneralSecurityException e) {
            // A key that this signature cannot be of.
            log.debug("not this key: {}", Redaction.describe(e));
            return false;
        }
    }

    /** Nimbus needs another library for it; the JDK does not. */
    private static boolean verifiesEdwards(JWSObject token, OctetKeyPair pair) throws GeneralSecurityException {
        byte[] key = pair.getDecodedX();
        byte[] der = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + key.length);
        System.arraycopy(key, 0, der, ED25519_PREFIX.length, key.length);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
        signature.update(token.getSigningInput());
        return signature.verify(token.getSignature().decode());
    }
}
