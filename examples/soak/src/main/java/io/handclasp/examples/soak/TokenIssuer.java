package io.handclasp.examples.soak;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.handclasp.core.Secret;
import io.handclasp.core.time.TimeSource;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Signs tokens with ES256 and judges them. Its key can be changed: the last two are published. Thread-safe. */
final class TokenIssuer {
    static final String ISSUER = "https://issuer.example";
    static final String AUDIENCE = "soak";

    private static final TimeSource CLOCK = TimeSource.system();

    private final ECKey strangersKey = newKey("stranger");
    private volatile ECKey signing = newKey("key-0");
    private volatile List<ECKey> published = List.of(signing);
    private int keys = 1;

    IssuedToken good(String subject, Duration lifetime) {
        return ours(subject, CLOCK.now().plus(lifetime), AUDIENCE);
    }

    IssuedToken expired(String subject) {
        return ours(subject, CLOCK.now().minus(Duration.ofMinutes(10)), AUDIENCE);
    }

    IssuedToken forAnotherService(String subject) {
        return ours(subject, CLOCK.now().plus(Duration.ofMinutes(10)), "another-service");
    }

    /** Names our key and is signed with another. */
    IssuedToken forged(String subject) {
        return token(subject, CLOCK.now().plus(Duration.ofMinutes(10)), AUDIENCE, strangersKey, signing.getKeyID());
    }

    /** Publishes a new key beside the present one, and forgets the one before. Nothing is signed with it yet. */
    synchronized void publishNextKey() {
        published = List.of(newKey("key-" + keys++), signing);
    }

    /** Signs with the newest key from now on. */
    synchronized void useNextKey() {
        signing = published.get(0);
    }

    String jwks() {
        return new JWKSet(List.<JWK>copyOf(published)).toPublicJWKSet().toString();
    }

    /** The claims of a token of ours that is good now; empty for every other text. */
    Optional<JWTClaimsSet> verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return isOurs(jwt)
                            && CLOCK.now().isBefore(claims.getExpirationTime().toInstant())
                    ? Optional.of(claims)
                    : Optional.empty();
        } catch (ParseException | JOSEException notOurs) {
            return Optional.empty();
        }
    }

    private boolean isOurs(SignedJWT jwt) throws JOSEException {
        for (ECKey key : published) {
            if (key.getKeyID().equals(jwt.getHeader().getKeyID())) {
                return jwt.verify(new ECDSAVerifier(key.toECPublicKey()));
            }
        }
        return false;
    }

    /** One look at the key, which may be changed at any moment. */
    private IssuedToken ours(String subject, Instant end, String audience) {
        ECKey key = signing;
        return token(subject, end, audience, key, key.getKeyID());
    }

    private IssuedToken token(String subject, Instant end, String audience, ECKey key, String keyId) {
        Instant expiry = end.truncatedTo(ChronoUnit.SECONDS);
        String id = UUID.randomUUID().toString();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build(),
                new JWTClaimsSet.Builder()
                        .subject(subject)
                        .issuer(ISSUER)
                        .audience(audience)
                        .jwtID(id)
                        .expirationTime(Date.from(expiry))
                        .build());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform signs with ES256", impossible);
        }
        return new IssuedToken(Secret.of(jwt.serialize()), subject, id, expiry);
    }

    private static ECKey newKey(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(keyId)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform has the curve P-256", impossible);
        }
    }
}
