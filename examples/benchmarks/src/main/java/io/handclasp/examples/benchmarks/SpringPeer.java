package io.handclasp.examples.benchmarks;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.text.ParseException;
import java.util.Objects;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security's decoder with its validator of access tokens (RFC 9068). */
final class SpringPeer {
    private SpringPeer() {}

    static Peer of(IssuerKey key) throws ParseException {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(JWKSet.parse(key.jwks())))
                .jwsAlgorithm(SignatureAlgorithm.valueOf(key.algorithm().name()))
                .build();
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                .issuer(TokenBatch.ISSUER)
                .audience(TokenBatch.AUDIENCE)
                .build());
        return token -> Objects.requireNonNull(decoder.decode(token).getSubject(), "subject");
    }
}
