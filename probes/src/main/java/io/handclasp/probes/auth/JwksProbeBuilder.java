package io.handclasp.probes.auth;

import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import io.handclasp.probes.Probe;
import io.handclasp.probes.net.AddressResolver;
import io.handclasp.probes.net.HttpProbeBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Makes probes that fetch a JSON Web Key Set (RFC 7517) from each address of its server: there must be a usable key, no
 * secret one may be among them, caches on the way must not serve an old one, and a sample token must verify if one is
 * given. Not thread-safe; the probes are.
 */
public final class JwksProbeBuilder {
    private static final int MAX_BODY_BYTES = 1_048_576;

    private final HttpProbeBuilder http;
    private int minimumKeys = 1;
    private Duration maxAge = Duration.ofHours(24);
    private Optional<Supplier<Secret>> sample = Optional.empty();

    private JwksProbeBuilder(HttpProbeBuilder http) {
        this.http = http;
    }

    /**
     * Starts with where the key set is.
     *
     * @param uri an absolute URL with {@code http} or {@code https}, without user information
     * @return the builder
     * @throws IllegalArgumentException when it is another kind of URI
     */
    public static JwksProbeBuilder of(URI uri) {
        return new JwksProbeBuilder(HttpProbeBuilder.get(uri).maxBodyBytes(MAX_BODY_BYTES));
    }

    /**
     * Sets how many usable keys there must be. Default: 1.
     *
     * @param minimum 1 to 100
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public JwksProbeBuilder minimumKeys(int minimum) {
        this.minimumKeys = Settings.requireRange("minimumKeys", minimum, 1, 100);
        return this;
    }

    /**
     * Sets how old the key set may be that a cache on the way serves, by its header {@code Age} (RFC 9111); WARN beyond.
     * Default: 24 h.
     *
     * @param maxAge greater than zero
     * @return this builder
     * @throws IllegalArgumentException when it is not
     */
    public JwksProbeBuilder maxAge(Duration maxAge) {
        this.maxAge = Settings.requirePositive("maxAge", maxAge);
        return this;
    }

    /**
     * Demands that the signature of a token verifies with the set: the keys are those that sign. Only the signature is
     * checked. Default: none.
     *
     * @param sample gives a signed token (JWS, compact); asked at each run
     * @return this builder
     */
    public JwksProbeBuilder sample(Supplier<Secret> sample) {
        this.sample = Optional.of(sample);
        return this;
    }

    /**
     * Sets who looks names up. Default: the JDK.
     *
     * @param resolver the resolver
     * @return this builder
     */
    public JwksProbeBuilder resolver(AddressResolver resolver) {
        http.resolver(Objects.requireNonNull(resolver, "resolver"));
        return this;
    }

    /**
     * Sets what is trusted and who the client is. Default: the JDK's.
     *
     * @param sslContext for https
     * @return this builder
     */
    public JwksProbeBuilder sslContext(SSLContext sslContext) {
        http.sslContext(sslContext);
        return this;
    }

    /**
     * Makes the probe. Call it once.
     *
     * @return the probe
     */
    public Probe build() {
        return http.bodyCheck(new KeySetCheck(minimumKeys, maxAge, sample)).build();
    }
}
