package io.handclasp.probes.net;

import io.handclasp.core.Settings;
import io.handclasp.probes.Probe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes probes of the URLs of other services that a host is configured with: each is there, can be read, its name resolves,
 * and something answers: a connection for {@code http} and {@code ws}, a TLS handshake with a good certificate for
 * {@code https} and {@code wss}. No request is sent. Not thread-safe; the probes are.
 */
public final class ServiceUrlsProbeBuilder extends HostProbeBuilder<ServiceUrlsProbeBuilder> {
    private static final int MOST_SERVICES = 40;

    private final Map<String, Supplier<Optional<String>>> services = new LinkedHashMap<>();
    private Optional<SSLContext> sslContext = Optional.empty();

    private ServiceUrlsProbeBuilder() {}

    /**
     * Starts without any service.
     *
     * @return the builder
     */
    public static ServiceUrlsProbeBuilder create() {
        return new ServiceUrlsProbeBuilder();
    }

    @Override
    ServiceUrlsProbeBuilder self() {
        return this;
    }

    /**
     * Adds a service with a URL that does not change.
     *
     * @param name the name of the service or of its setting
     * @param url the URL as it is configured, null when there is none: that is DOWN then, not an exception
     * @return this builder
     * @throws IllegalArgumentException when the name is blank or known already, or there are more than 40
     */
    public ServiceUrlsProbeBuilder service(String name, @Nullable String url) {
        return service(name, () -> Optional.ofNullable(url));
    }

    /**
     * Adds a service whose URL is asked for at each run.
     *
     * @param name the name of the service or of its setting
     * @param url gives the URL as it is configured now
     * @return this builder
     * @throws IllegalArgumentException when the name is blank or known already, or there are more than 40
     */
    public ServiceUrlsProbeBuilder service(String name, Supplier<Optional<String>> url) {
        Objects.requireNonNull(url, "url");
        Settings.requireRange("number of services", services.size() + 1, 1, MOST_SERVICES);
        if (services.putIfAbsent(Settings.requireText("name", name), url) != null) {
            throw new IllegalArgumentException("name was " + name + ", must be another one for each service");
        }
        return this;
    }

    /**
     * Sets what is trusted and who the client is. Default: the JDK's.
     *
     * @param sslContext for https and wss
     * @return this builder
     */
    public ServiceUrlsProbeBuilder sslContext(SSLContext sslContext) {
        this.sslContext = Optional.of(sslContext);
        return this;
    }

    /**
     * Makes the probe.
     *
     * @return the probe
     * @throws IllegalArgumentException when there is no service: a probe of nothing would always be UP
     */
    public Probe build() {
        if (services.isEmpty()) {
            throw new IllegalArgumentException("services was empty, must be at least one");
        }
        return new RemoteProbe(new ServiceUrlsProbe(new LinkedHashMap<>(services), resolver(), sslContext));
    }
}
