package io.handclasp.websocket.verifiers;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.transport.TransportVerifier;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.transport.VerifierTransports;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a verifier that asks a validation endpoint of the host's own making: a POST with the token in the
 * {@code Authorization} header. Not thread-safe; what it builds is.
 *
 * <p>What is a verdict, the mapper says: of an answer with the status 200, 401 or 403 that it recognises as the service's own.
 * One that it does not recognise is a gateway's, and no verdict. 400, 404, other 4xx and redirects say that this host is
 * misconfigured; 408, 429 and 5xx may be tried again.
 */
public final class AuthServiceVerifierBuilder {
    private final List<URI> endpoints;
    private @Nullable AuthServiceMapper mapper;
    private @Nullable VerifierTransport transport;
    private TimeSource timeSource = TimeSource.system();

    AuthServiceVerifierBuilder(List<URI> endpoints) {
        this.endpoints = Endpoints.requireTrusted("endpoint", endpoints);
    }

    /**
     * Sets who reads the answers. Required.
     *
     * @param mapper reads a verdict out of an answer
     * @return this builder
     */
    public AuthServiceVerifierBuilder mapper(AuthServiceMapper mapper) {
        this.mapper = Objects.requireNonNull(mapper, "mapper");
        return this;
    }

    /**
     * Sends through the host's HTTP client.
     *
     * @param client the host's client; it must not follow redirects
     * @return this builder
     * @throws IllegalArgumentException when it follows redirects
     */
    public AuthServiceVerifierBuilder httpClient(HttpClient client) {
        return transport(VerifierTransports.http(client));
    }

    /**
     * Sends through another transport.
     *
     * @param transport the transport
     * @return this builder
     */
    public AuthServiceVerifierBuilder transport(VerifierTransport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
        return this;
    }

    /**
     * Sets the clock. Default: the system's.
     *
     * @param timeSource tells the wall time, against which the expiry of an identity is checked
     * @return this builder
     */
    public AuthServiceVerifierBuilder timeSource(TimeSource timeSource) {
        this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
        return this;
    }

    /**
     * Builds the verifier.
     *
     * @return a verifier that may be shared by any number of threads
     * @throws IllegalStateException when the mapper or the transport was not set
     */
    public TransportVerifier build() {
        if (mapper == null) {
            throw new IllegalStateException("mapper was not set: only the host knows what its service's answers mean");
        }
        if (transport == null) {
            throw new IllegalStateException("transport was not set, call httpClient or transport");
        }
        AuthServiceMapper reader = mapper;
        VerifierTransport over = transport;
        return EndpointsVerifier.of(endpoints.stream()
                .<TransportVerifier>map(endpoint -> new AuthServiceVerifier(endpoint, over, reader, timeSource))
                .toList());
    }
}
