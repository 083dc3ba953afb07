package io.handclasp.examples.quickstart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.handclasp.core.time.TimeSource;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

/** Signs tokens with ES256 and tells which are its own and still good. Thread-safe. */
final class TokenIssuer {
    static final String AUDIENCE = "quickstart";

    private static final TimeSource CLOCK = TimeSource.system();
    private static final String KEY_ID = "quickstart-key";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final String issuer;
    private final ECKey key = newKey();
    private final ECKey strangersKey = newKey();
    private final JWSVerifier verifier;

    TokenIssuer(String issuer) {
        this.issuer = issuer;
        try {
            this.verifier = new ECDSAVerifier(key.toECPublicKey());
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform verifies ES256", impossible);
        }
    }

    String valid(String subject) {
        return sign(subject, CLOCK.now().plus(LIFETIME), key);
    }

    String expired(String subject) {
        return sign(subject, CLOCK.now().minus(LIFETIME), key);
    }

    /** Names our key, but is signed with another. */
    String forged(String subject) {
        return sign(subject, CLOCK.now().plus(LIFETIME), strangersKey);
    }

    Duration lifetime() {
        return LIFETIME;
    }

    /** The public key as a JWK set (RFC 7517). */
    Map<String, Object> publicKeys() {
        return new JWKSet(key).toJSONObject(true);
    }

    /** The claims of a token of ours that is good now; empty for every other text. */
    Optional<JWTClaimsSet> verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!jwt.verify(verifier)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return CLOCK.now().isBefore(claims.getExpirationTime().toInstant())
                    ? Optional.of(claims)
                    : Optional.empty();
        } catch (ParseException | JOSEException notOurs) {
            return Optional.empty();
        }
    }

    private String sign(String subject, Instant expiresAt, ECKey signingKey) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .issuer(issuer)
                .audience(AUDIENCE)
                .issueTime(Date.from(expiresAt.minus(LIFETIME)))
                .expirationTime(Date.from(expiresAt))
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY_ID).build(), claims);
        try {
            jwt.sign(new ECDSASigner(signingKey));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform signs with ES256", impossible);
        }
        return jwt.serialize();
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(KEY_ID)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform has the curve P-256", impossible);
        }
    }
}
