package io.handclasp.examples.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.verifiers.JwksVerifierBuilder;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a token that was never seen before to its verdict: signature, issuer, audience and expiry. {@link #bareJca} checks the
 * signature and nothing else, over bytes that are decoded already: it is the limit. Every peer is set up as its own
 * documentation shows, with its keys at hand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ColdVerification {
    private static final int TOKENS = 2_000;

    /** The algorithm. */
    @Param({"RS256", "ES256", "EdDSA"})
    public String algorithm = "RS256";

    /** Who does the arithmetic: the JDK, or Amazon Corretto Crypto Provider. */
    @Param({"jdk", "accp"})
    public String provider = "jdk";

    /** How much a token says: what RFC 9068 requires, or as much as large providers put in. */
    @Param({"REQUIRED", "MANY"})
    public String claims = "REQUIRED";

    private Algorithm chosen = Algorithm.RS256;
    private @Nullable Provider jca;
    private TokenBatch batch;
    private List<TokenBatch.Token> tokens = List.of();
    private TokenVerifier handclasp;
    private DefaultJWTProcessor<SecurityContext> nimbus;
    private @Nullable JWTVerifier auth0;
    private Deadline deadline;
    private int next;

    /** Makes the keys, the tokens and the verifiers. */
    @Setup
    public void setUp() throws GeneralSecurityException {
        TimeSource time = TimeSource.system();
        chosen = Algorithm.valueOf(algorithm);
        jca = provider.equals("accp") ? AmazonCorrettoCryptoProvider.INSTANCE : null;
        batch = TokenBatch.of(
                chosen, TokenBatch.Claims.valueOf(claims), TOKENS, time.now().plus(Duration.ofHours(2)));
        tokens = batch.tokens();
        deadline = Deadline.after(Duration.ofHours(1), time);
        handclasp = newHandclasp(batch.jwks().toString());
        nimbus = newNimbus();
        auth0 = newAuth0();
    }

    private TokenVerifier newHandclasp(String jwks) {
        JwksVerifierBuilder builder = TokenVerifiers.jwks(URI.create("https://issuer.example/jwks"))
                .transport((request, until) ->
                        CompletableFuture.completedFuture(new TransportResponse(200, Map.of(), jwks)))
                .issuer(TokenBatch.ISSUER)
                .audiences(TokenBatch.AUDIENCE);
        if (jca != null) {
            builder.provider(jca);
        }
        return builder.build();
    }

    private DefaultJWTProcessor<SecurityContext> newNimbus() {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(chosen.jws(), new ImmutableJWKSet<>(batch.jwks())));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                TokenBatch.AUDIENCE,
                new JWTClaimsSet.Builder().issuer(TokenBatch.ISSUER).build(),
                Set.of("sub", "exp")));
        processor.setJWSTypeVerifier((type, context) -> {});
        return processor;
    }

    private @Nullable JWTVerifier newAuth0() {
        com.auth0.jwt.algorithms.Algorithm checker = switch (chosen) {
            case RS256 ->
                com.auth0.jwt.algorithms.Algorithm.RSA256(
                        (RSAPublicKey) batch.keys().getPublic(), null);
            case ES256 ->
                com.auth0.jwt.algorithms.Algorithm.ECDSA256(
                        (ECPublicKey) batch.keys().getPublic(), null);
            case EdDSA -> null;
        };
        return checker == null
                ? null
                : JWT.require(checker)
                        .withIssuer(TokenBatch.ISSUER)
                        .withAudience(TokenBatch.AUDIENCE)
                        .build();
    }

    private TokenBatch.Token next() {
        next = next + 1 == TOKENS ? 0 : next + 1;
        return tokens.get(next);
    }

    /** The limit. */
    @Benchmark
    public boolean bareJca() throws GeneralSecurityException {
        TokenBatch.Token token = next();
        return chosen.verify(batch.keys().getPublic(), token.input(), token.signature(), jca);
    }

    /** Ours. */
    @Benchmark
    public Verification handclasp() {
        return handclasp
                .verify(BearerToken.of(next().text()), deadline)
                .toCompletableFuture()
                .join();
    }

    /** Nimbus JOSE + JWT; it has no EdDSA without a further library. */
    @Benchmark
    public @Nullable JWTClaimsSet nimbus() throws BadJOSEException, ParseException, JOSEException {
        return chosen == Algorithm.EdDSA || jca != null ? null : nimbus.process(next().text(), null);
    }

    /** Auth0 java-jwt; it has no EdDSA and takes no provider. */
    @Benchmark
    public @Nullable DecodedJWT auth0() {
        return auth0 == null || jca != null ? null : auth0.verify(next().text());
    }
}
