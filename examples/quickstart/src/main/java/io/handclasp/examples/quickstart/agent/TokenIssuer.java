package io.handclasp.examples.quickstart.agent;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs tokens with ES256 and tells which are its own and still good. Thread-safe. */
public final class TokenIssuer {
    /** Who tokens of users are for. */
    public static final String AUDIENCE = "quickstart";
    /** Who tokens of services are for as well. */
    public static final String FACTS_AUDIENCE = "facts";

    private static final TimeSource CLOCK = TimeSource.system();
    private static final String KEY_ID = "quickstart-key";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final String issuer;
    private final ECKey key = newKey(KEY_ID);
    private final ECKey strangersKey = newKey("another-key");
    private final JWSVerifier verifier;
    private volatile ECKey published = key;

    public TokenIssuer(String issuer) {
        this.issuer = issuer;
        try {
            this.verifier = new ECDSAVerifier(key.toECPublicKey());
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform verifies ES256", impossible);
        }
    }

    /** A token that opens the chat. */
    public String valid(String subject) {
        return sign(claims(subject).build(), key);
    }

    /** A token that a service calls other services with. */
    public String ofService(String subject) {
        return sign(claims(subject).audience(List.of(AUDIENCE, FACTS_AUDIENCE)).build(), key);
    }

    /** A token that was good. */
    public String expired(String subject) {
        Instant end = CLOCK.now().minus(LIFETIME);
        return sign(
                claims(subject)
                        .issueTime(Date.from(end.minus(LIFETIME)))
                        .expirationTime(Date.from(end))
                        .build(),
                key);
    }

    /** A token that will be good. */
    public String notYetValid(String subject) {
        Instant start = CLOCK.now().plus(LIFETIME);
        return sign(
                claims(subject)
                        .notBeforeTime(Date.from(start))
                        .expirationTime(Date.from(start.plus(LIFETIME)))
                        .build(),
                key);
    }

    /** A token that is good for another service. */
    public String forAnotherService(String subject) {
        return sign(claims(subject).audience("another-service").build(), key);
    }

    /** A token of another issuer. */
    public String ofAnotherIssuer(String subject) {
        return sign(claims(subject).issuer("https://another-issuer.example").build(), key);
    }

    /** Names our key, but is signed with another. */
    public String forged(String subject) {
        return sign(claims(subject).build(), strangersKey);
    }

    public Duration lifetime() {
        return LIFETIME;
    }

    void publishWrongKey() {
        published = strangersKey;
    }

    /** The public key as a JWK set (RFC 7517). */
    public Map<String, Object> publicKeys() {
        return new JWKSet(published).toJSONObject(true);
    }

    /** The claims of a token of ours that is good now; empty for every other text. */
    public Optional<JWTClaimsSet> verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!jwt.verify(verifier)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Instant now = CLOCK.now();
            boolean good = issuer.equals(claims.getIssuer())
                    && now.isBefore(claims.getExpirationTime().toInstant())
                    && (claims.getNotBeforeTime() == null
                            || !now.isBefore(claims.getNotBeforeTime().toInstant()));
            return good ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException notOurs) {
            return Optional.empty();
        }
    }

    private JWTClaimsSet.Builder claims(String subject) {
        Instant now = CLOCK.now();
        return new JWTClaimsSet.Builder()
                .subject(subject)
                .issuer(issuer)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
    }

    private static String sign(JWTClaimsSet claims, ECKey signingKey) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY_ID).build(), claims);
        try {
            jwt.sign(new ECDSASigner(signingKey));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform signs with ES256", impossible);
        }
        return jwt.serialize();
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
