package io.handclasp.websocket.verifiers;

import io.handclasp.core.Settings;
import io.handclasp.websocket.transport.TransportVerifier;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.transport.VerifierTransports;
import java.net.http.HttpClient;
import java.security.Provider;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a verifier of signed tokens. Not thread-safe; what it builds is.
 *
 * <p>A token is good when its algorithm is on the allow-list, its signature fits a key of the set, and its claims name
 * the issuer, one of the audiences, a subject, and an expiry that lies ahead. An issuer and an audience must be set:
 * without them a token that was issued for another service would be accepted (RFC 8725, section 3.9).
 */
public final class JwksVerifierBuilder extends SignedTokenVerifierBuilder<JwksVerifierBuilder> {
    private static final Duration LONGEST = Duration.ofDays(7);

    private final KeyLocation location;
    private @Nullable VerifierTransport transport;
    private Set<String> algorithms = HeaderRules.ASYMMETRIC;
    private Duration refreshAfter = Duration.ofMinutes(5);
    private Duration keepFor = Duration.ofHours(1);
    private Duration refreshInterval = Duration.ofSeconds(30);
    private Duration failureInterval = Duration.ofSeconds(1);
    private Duration fetchTimeout = Duration.ofSeconds(2);
    private @Nullable Provider provider;
    private @Nullable Executor executor;

    JwksVerifierBuilder(KeyLocation location) {
        this.location = location;
    }

    @Override
    JwksVerifierBuilder self() {
        return this;
    }

    /**
     * Fetches keys through the host's HTTP client.
     *
     * @param client the host's client; it must not follow redirects
     * @return this builder
     * @throws IllegalArgumentException when it follows redirects
     */
    public JwksVerifierBuilder httpClient(HttpClient client) {
        if (executor == null) {
            executor = client.executor().orElse(null);
        }
        return transport(VerifierTransports.http(client));
    }

    /**
     * Fetches keys through another transport.
     *
     * @param transport the transport
     * @return this builder
     */
    public JwksVerifierBuilder transport(VerifierTransport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
        return this;
    }

    /**
     * Sets the allow-list. Default: RS, PS and ES with 256, 384 and 512 bits, and Ed25519 under both of its names.
     *
     * @param algorithms {@code alg} values (RFC 7518) of the default list
     * @return this builder
     * @throws IllegalArgumentException when one is not supported, or none is given
     */
    public JwksVerifierBuilder algorithms(String... algorithms) {
        this.algorithms = HeaderRules.requireSupported(Words.texts("algorithms", algorithms));
        return this;
    }

    /**
     * The age at which keys are fetched anew, ahead of need, while the old ones go on serving. Default: 5 minutes.
     *
     * @param refreshAfter 1 s to 7 days, at most {@code keepFor}
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public JwksVerifierBuilder refreshAfter(Duration refreshAfter) {
        this.refreshAfter = Settings.requireWithin("refreshAfter", refreshAfter, Duration.ofSeconds(1), LONGEST);
        return this;
    }

    /**
     * How long keys serve while the issuer cannot be reached. Default: 1 hour. A key that the issuer withdrew meanwhile is
     * accepted for as long: choose what an outage and a stolen key may cost.
     *
     * @param keepFor 1 s to 7 days, at least {@code refreshAfter}
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public JwksVerifierBuilder keepFor(Duration keepFor) {
        this.keepFor = Settings.requireWithin("keepFor", keepFor, Duration.ofSeconds(1), LONGEST);
        return this;
    }

    /**
     * The shortest time between two fetches, whatever key ids clients send. Default: 30 s. A key that the issuer started to
     * use is found within it.
     *
     * @param refreshInterval 1 s to 7 days, at most {@code refreshAfter}
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public JwksVerifierBuilder refreshInterval(Duration refreshInterval) {
        this.refreshInterval =
                Settings.requireWithin("refreshInterval", refreshInterval, Duration.ofSeconds(1), LONGEST);
        return this;
    }

    /**
     * The shortest time between a fetch that failed and the next. Default: 1 s.
     *
     * @param failureInterval 10 ms to 7 days
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public JwksVerifierBuilder failureInterval(Duration failureInterval) {
        this.failureInterval =
                Settings.requireWithin("failureInterval", failureInterval, Duration.ofMillis(10), LONGEST);
        return this;
    }

    /**
     * How long one fetch may take before the next is allowed to replace it. Default: 2 s. No handshake waits for it longer
     * than its own deadline.
     *
     * @param fetchTimeout 10 ms to 1 minute
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public JwksVerifierBuilder fetchTimeout(Duration fetchTimeout) {
        this.fetchTimeout =
                Settings.requireWithin("fetchTimeout", fetchTimeout, Duration.ofMillis(10), Duration.ofMinutes(1));
        return this;
    }

    /**
     * Lets another JCA provider check the signatures. Default: the JDK's own. A native provider checks ES256 about twenty
     * times as fast as JDK 17 does.
     *
     * @param provider the provider; it need not be installed in {@link java.security.Security}
     * @return this builder
     */
    public JwksVerifierBuilder provider(Provider provider) {
        this.provider = Objects.requireNonNull(provider, "provider");
        return this;
    }

    /**
     * Runs the verification of tokens that had to wait for a fetch. Default: the HTTP client's own executor where it has one,
     * else the thread that brings the keys. Tokens whose keys are at hand are verified on their caller's thread.
     *
     * @param executor the host's executor
     * @return this builder
     */
    public JwksVerifierBuilder executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Builds the verifier. Keys are fetched when the first token arrives.
     *
     * @return a verifier that may be shared by any number of threads
     * @throws IllegalStateException when the transport, the issuer or the audience was not set, or when
     *     {@code refreshInterval}, {@code refreshAfter} and {@code keepFor} are not in this order
     */
    public TransportVerifier build() {
        return build(() -> rules(algorithms));
    }

    /**
     * Builds a verifier of statements of the same issuer, which admit nobody. Default of {@link #types}: {@code logout+jwt} and
     * {@code secevent+jwt}; some providers call both {@code JWT}.
     *
     * @return a verifier that may be shared by any number of threads; it fetches keys for itself
     * @throws IllegalStateException as {@link #build()}
     */
    public StatementVerifier buildForStatements() {
        return new StatementVerifier(build(() -> statementRules(algorithms)));
    }

    private JwksVerifier build(Supplier<TokenRules> rulesOf) {
        if (transport == null) {
            throw new IllegalStateException("transport was not set, call httpClient or transport");
        }
        requireOrder("refreshInterval", refreshInterval, "refreshAfter", refreshAfter);
        requireOrder("refreshAfter", refreshAfter, "keepFor", keepFor);
        TokenRules rules = rulesOf.get();
        KeyFetcher fetcher = new KeyFetcher(location, transport, new KeySetReader(provider), timeSource());
        KeySource.Timing timing =
                new KeySource.Timing(refreshAfter, keepFor, refreshInterval, failureInterval, fetchTimeout);
        Executor runner = executor == null ? Runnable::run : executor;
        return new JwksVerifier(new KeySource(fetcher, timing, runner, timeSource()), rules, timeSource());
    }

    private static void requireOrder(String lesserName, Duration lesser, String greaterName, Duration greater) {
        if (lesser.compareTo(greater) > 0) {
            throw new IllegalStateException(lesserName + " was " + lesser + ", must not be greater than " + greaterName
                    + ", which is " + greater);
        }
    }
}
