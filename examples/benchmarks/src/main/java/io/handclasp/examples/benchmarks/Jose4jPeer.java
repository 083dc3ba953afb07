package io.handclasp.examples.benchmarks;

import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** jose4j: its consumer, as its page of JWT examples shows, with a key set. */
final class Jose4jPeer {
    private Jose4jPeer() {}

    static Peer of(IssuerKey key) throws JoseException {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setRequireSubject()
                .setExpectedIssuer(TokenBatch.ISSUER)
                .setExpectedAudience(TokenBatch.AUDIENCE)
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(key.jwks()).getJsonWebKeys()))
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT, key.algorithm().name())
                .build();
        return token -> consumer.processToClaims(token).getSubject();
    }
}
