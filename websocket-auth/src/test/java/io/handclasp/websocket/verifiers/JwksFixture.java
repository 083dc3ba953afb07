package io.handclasp.websocket.verifiers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.testing.FakeTransport;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.net.URI;
import java.security.Provider;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** An issuer behind a fake transport and a clock that is moved by hand. */
final class JwksFixture {
    static final URI JWKS = URI.create("https://issuer.example/jwks");

    private static final String NATIVE = "handclasp.test.native";

    final ManualTimeSource time;
    final FakeTransport transport = new FakeTransport();

    JwksFixture() {
        this(new ManualTimeSource());
    }

    JwksFixture(ManualTimeSource time) {
        this.time = time;
    }

    /** Publishes the three standing keys whenever it is asked. */
    static JwksFixture publishing() {
        return publishing(TestTokens.jwks(TestTokens.RSA, TestTokens.EC, TestTokens.ED25519));
    }

    static JwksFixture publishing(String keySet) {
        JwksFixture fixture = new JwksFixture();
        fixture.transport.always(200, keySet);
        return fixture;
    }

    JwksVerifierBuilder builder() {
        JwksVerifierBuilder builder = TokenVerifiers.jwks(JWKS)
                .issuer(TestTokens.ISSUER)
                .audiences(TestTokens.AUDIENCE)
                .transport(transport)
                .timeSource(time);
        return Boolean.getBoolean(NATIVE) ? builder.provider(nativeProvider()) : builder;
    }

    /** The build runs these tests a second time with a native provider; where there is none, they are skipped. */
    private static Provider nativeProvider() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        assumeTrue(provider.getLoadingError() == null, "the native provider is not built for this platform");
        return provider;
    }

    TokenVerifier verifier() {
        return builder().build();
    }

    /** The same with a key source of which the test can look inside. */
    TokenVerifier verifier(KeySource source) {
        return new JwksVerifier(
                source,
                new TokenRules(
                        new HeaderRules(HeaderRules.ASYMMETRIC, Set.of()),
                        new ClaimRules(
                                Set.of(TestTokens.ISSUER),
                                Set.of(TestTokens.AUDIENCE),
                                Set.of(),
                                Set.of(),
                                ClaimRules.DEFAULT_CLOCK_SKEW,
                                true),
                        BearerToken.MAX_LENGTH,
                        true,
                        null),
                time);
    }

    /** The default timing: anew after 5 minutes, kept for an hour, 30 s and 1 s between fetches of at most 2 s. */
    KeySource keySource() {
        return keySource(Runnable::run);
    }

    KeySource keySource(Executor executor) {
        KeySource.Timing timing = new KeySource.Timing(
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
        return new KeySource(
                new KeyFetcher(KeyLocation.jwks(JWKS), transport, new KeySetReader(null), time),
                timing,
                executor,
                time);
    }

    CompletionStage<Verification> verify(TokenVerifier verifier, BearerToken token) {
        return verifier.verify(token, Deadline.after(Duration.ofSeconds(1), time));
    }

    CompletionStage<Verification> verify(TokenVerifier verifier, String token) {
        return verify(verifier, BearerToken.of(token));
    }

    int fetches() {
        return transport.calls().size();
    }
}
