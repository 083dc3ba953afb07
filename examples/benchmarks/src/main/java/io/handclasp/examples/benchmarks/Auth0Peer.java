package io.handclasp.examples.benchmarks;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** Auth0 java-jwt: {@code JWT.require(algorithm)} with its issuer and audience; it checks the expiry of its own accord. */
final class Auth0Peer {
    private Auth0Peer() {}

    static Peer of(IssuerKey key) throws GeneralSecurityException {
        com.auth0.jwt.algorithms.Algorithm checker = key.algorithm() == Algorithm.RS256
                ? com.auth0.jwt.algorithms.Algorithm.RSA256((RSAPublicKey) key.publicKey(), null)
                : com.auth0.jwt.algorithms.Algorithm.ECDSA256((ECPublicKey) key.publicKey(), null);
        JWTVerifier verifier = JWT.require(checker)
                .withIssuer(TokenBatch.ISSUER)
                .withAudience(TokenBatch.AUDIENCE)
                .build();
        return token -> verifier.verify(token).getSubject();
    }
}
