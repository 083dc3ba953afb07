package io.handclasp.examples.benchmarks;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import java.security.GeneralSecurityException;
import java.util.Set;

/** SmallRye JWT: its parser without CDI, with what {@code mp.jwt.verify.*} would set. */
final class SmallRyePeer {
    private SmallRyePeer() {}

    static Peer of(IssuerKey key) throws GeneralSecurityException {
        JWTAuthContextInfo context = new JWTAuthContextInfo(key.publicKey(), TokenBatch.ISSUER);
        context.setExpectedAudience(Set.of(TokenBatch.AUDIENCE));
        context.setSignatureAlgorithm(
                Set.of(SignatureAlgorithm.fromAlgorithm(key.algorithm().name())));
        JWTParser parser = new DefaultJWTParser(context);
        return token -> parser.parse(token).getSubject();
    }
}
