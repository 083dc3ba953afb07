package io.handclasp.examples.benchmarks.storm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The users' tokens, each also as a forgery: the same claims with a signature that does not fit. */
final class StormTokens {
    static final String ISSUER = "https://issuer.example";
    static final String AUDIENCE = "chat";

    private static final Instant EXPIRY = Instant.parse("2035-01-01T00:00:00Z");

    private final RSAKey key;
    private final Map<String, String> subjects = new LinkedHashMap<>();
    private final List<String> good;
    private final List<String> forged = new ArrayList<>();

    StormTokens(int users) {
        try {
            key = new RSAKeyGenerator(2048)
                    .keyID("storm")
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
            RSASSASigner signer = new RSASSASigner(key);
            for (int i = 0; i < users; i++) {
                String subject = "user-" + i;
                String token = signed(subject, signer);
                subjects.put(token, subject);
                forged.add(forgeryOf(token));
            }
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        good = List.copyOf(subjects.keySet());
    }

    private String signed(String subject, RSASSASigner signer) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .subject(subject)
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .expirationTime(Date.from(EXPIRY))
                        .build());
        jwt.sign(signer);
        return jwt.serialize();
    }

    /** Another character in the middle of the signature. */
    private static String forgeryOf(String token) {
        int place = token.length() - 100;
        char other = token.charAt(place) == 'A' ? 'B' : 'A';
        return token.substring(0, place) + other + token.substring(place + 1);
    }

    static long expirySecond() {
        return EXPIRY.getEpochSecond();
    }

    String good(int user) {
        return good.get(user);
    }

    String forged(int user) {
        return forged.get(user);
    }

    /** Whose each good token is. */
    Map<String, String> subjects() {
        return subjects;
    }

    String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }
}
