package io.handclasp.examples.hostapp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.handclasp.core.Secret;
import io.handclasp.core.time.TimeSource;
import io.handclasp.validator.checks.TestTokens;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;

/** Signs tokens as this host's auth service does, good ones and bad ones. */
final class Issuer {
    private final Secret secret = Secret.of("a-secret-of-the-tests-0123456789");

    Secret secret() {
        return secret;
    }

    Secret good() {
        return signed(claims("alice"));
    }

    /** With these no refusal has to be left out. */
    TestTokens tokens() {
        return TestTokens.of(this::good)
                .withSecondUser(() -> signed(claims("bob")))
                .withExpired(() -> signed(claims("alice").expirationTime(in(Duration.ofHours(-1)))))
                .withNotYetValid(() -> signed(claims("alice").notBeforeTime(in(Duration.ofMinutes(30)))))
                .withWrongAudience(() -> signed(claims("alice").audience("billing")))
                .withWrongIssuer(() -> signed(claims("alice").issuer("https://other.example")));
    }

    /** Another token each time, as real logins give: a verdict that is remembered shows nothing about the judge. */
    private static JWTClaimsSet.Builder claims(String subject) {
        return new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .subject(subject)
                .issuer(ChatHost.ISSUER)
                .audience(ChatHost.AUDIENCE)
                .expirationTime(in(Duration.ofHours(1)));
    }

    private static Date in(Duration duration) {
        return Date.from(TimeSource.system().now().plus(duration));
    }

    private Secret signed(JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
            token.sign(new MACSigner(secret.reveal()));
            return Secret.of(token.serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
