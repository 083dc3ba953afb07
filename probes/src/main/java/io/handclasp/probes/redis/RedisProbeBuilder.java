package io.handclasp.probes.redis;

import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import io.handclasp.probes.Probe;
import io.handclasp.probes.net.AddressResolver;
import io.handclasp.probes.net.AddressResolvers;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Makes probes that connect to Redis, log in where that is asked for, and send PING. Not thread-safe; the probes are.
 *
 * <p>It needs Jedis, {@code redis.clients:jedis}, on the class path or module path of the host.
 */
public final class RedisProbeBuilder {
    private static final String NEEDED = "redis.clients.jedis.Jedis";

    private final String host;
    private final int port;
    private Optional<String> user = Optional.empty();
    private Optional<Supplier<Secret>> password = Optional.empty();
    private boolean tls;
    private Optional<SSLContext> sslContext = Optional.empty();
    private AddressResolver resolver = AddressResolvers.system();

    private RedisProbeBuilder(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * Starts with where Redis is.
     *
     * @param host a host name or an IP address
     * @param port 1 to 65535
     * @return the builder
     * @throws IllegalArgumentException when one of them cannot be used
     */
    public static RedisProbeBuilder at(String host, int port) {
        return new RedisProbeBuilder(
                Settings.requireText("host", host), Settings.requireRange("port", port, 1, 65_535));
    }

    /**
     * Logs in with a password (AUTH). Default: not at all.
     *
     * @param password asked for at each run, so that a rotated one is found
     * @return this builder
     */
    public RedisProbeBuilder password(Supplier<Secret> password) {
        this.password = Optional.of(password);
        return this;
    }

    /**
     * Logs in as a user (ACL, Redis 6 and later).
     *
     * @param user the name of the user; it needs no right but {@code +ping}
     * @param password asked for at each run
     * @return this builder
     * @throws IllegalArgumentException when the name is blank
     */
    public RedisProbeBuilder user(String user, Supplier<Secret> password) {
        this.user = Optional.of(Settings.requireText("user", user));
        return password(password);
    }

    /**
     * Connects with TLS and checks that the certificate is for the host. Default: without.
     *
     * @return this builder
     */
    public RedisProbeBuilder tls() {
        this.tls = true;
        return this;
    }

    /**
     * Connects with TLS and sets what is trusted and who the client is.
     *
     * @param sslContext decides
     * @return this builder
     */
    public RedisProbeBuilder tls(SSLContext sslContext) {
        this.sslContext = Optional.of(sslContext);
        return tls();
    }

    /**
     * Sets who looks names up. Default: {@link AddressResolvers#system()}.
     *
     * @param resolver the resolver
     * @return this builder
     */
    public RedisProbeBuilder resolver(AddressResolver resolver) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
        return this;
    }

    /**
     * Makes the probe.
     *
     * @return the probe
     * @throws IllegalStateException when Jedis is not there
     */
    public Probe build() {
        requirePresent(NEEDED);
        return new RedisProbe(new RedisTarget(host, port, resolver, tls, sslContext), user, password);
    }

    /** Fails when the probe is made, not when it runs for the first time at night. */
    static void requirePresent(String type) {
        try {
            Class.forName(type, false, RedisProbeBuilder.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(
                    "a Redis probe needs Jedis: add the artifact redis.clients:jedis to the host; " + type
                            + " was not found",
                    missing);
        }
    }
}
