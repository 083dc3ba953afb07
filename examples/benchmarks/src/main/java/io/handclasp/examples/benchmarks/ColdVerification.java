package io.handclasp.examples.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.handclasp.core.time.TimeSource;
import java.security.Provider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
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
 * From a token that was never seen before to its verdict: signature, issuer, audience and expiry. The bare check looks at the
 * signature and nothing else, over bytes that are decoded already: it is the limit. Every peer is set up as its own
 * documentation shows, with its keys at hand. One that takes no part in what is asked makes the set-up fail.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ColdVerification {
    /** The bare check of the signature, by this name among the others. */
    static final String BARE = "BARE";

    static final int TOKENS = 2_000;

    /** The algorithm. */
    @Param({"RS256", "ES256", "EdDSA"})
    public String algorithm = "RS256";

    /**
     * Who does the arithmetic: the JDK; Amazon Corretto Crypto Provider, handed to Handclasp alone; or the same, installed
     * before the JDK's providers for everybody.
     */
    @Param({"jdk", "accp", "installed"})
    public String provider = "jdk";

    /** How much a token says: what RFC 9068 requires, or as much as large providers put in. */
    @Param({"REQUIRED", "MANY"})
    public String claims = "REQUIRED";

    /** Who verifies. */
    @Param({BARE, "HANDCLASP", "AUTH0", "NIMBUS", "JOSE4J", "SPRING", "SMALLRYE"})
    public String who = BARE;

    private Callable<?> method = () -> false;

    /** Makes the keys, the tokens and the verifier. */
    @Setup
    public void setUp() throws Exception {
        Callable<?> asked = methods(TOKENS).get(who);
        if (asked == null) {
            throw new IllegalStateException(who + " takes no part in " + algorithm + " with " + provider);
        }
        method = asked;
    }

    /** All who take part in what is asked, the bare check first; each with tokens of its own to go round. */
    Map<String, Callable<?>> methods(int tokens) throws Exception {
        if (provider.equals("installed")) {
            AmazonCorrettoCryptoProvider.install();
        }
        Provider jca = provider.equals("accp") ? AmazonCorrettoCryptoProvider.INSTANCE : null;
        Algorithm chosen = Algorithm.valueOf(algorithm);
        TokenBatch batch = TokenBatch.of(
                chosen,
                TokenBatch.Claims.valueOf(claims),
                tokens,
                TimeSource.system().now().plus(Duration.ofHours(2)));
        Map<String, Callable<?>> methods = new LinkedHashMap<>();
        methods.put(BARE, bare(chosen, batch, jca));
        for (Contender contender : Contender.values()) {
            if (contender.takes(chosen) && (jca == null || contender == Contender.HANDCLASP)) {
                methods.put(contender.name(), peer(contender.newPeer(batch.issuerKey(), jca), batch));
            }
        }
        return methods;
    }

    private static Callable<?> bare(Algorithm algorithm, TokenBatch batch, @Nullable Provider provider) {
        RoundRobin<TokenBatch.Token> tokens = new RoundRobin<>(batch.tokens());
        return () -> {
            TokenBatch.Token token = tokens.next();
            return algorithm.verify(batch.keys().getPublic(), token.input(), token.signature(), provider);
        };
    }

    private static Callable<?> peer(Peer peer, TokenBatch batch) {
        RoundRobin<String> tokens = new RoundRobin<>(
                batch.tokens().stream().map(TokenBatch.Token::text).toList());
        return () -> peer.subjectOf(tokens.next());
    }

    /**
     * One token, verified by who is asked for.
     *
     * @return whose it is, or whether its signature is good
     */
    @Benchmark
    public Object verify() throws Exception {
        return method.call();
    }
}
