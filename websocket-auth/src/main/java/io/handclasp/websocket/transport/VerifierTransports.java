package io.handclasp.websocket.transport;

import java.net.http.HttpClient;

/** The transports that come with Handclasp. */
public final class VerifierTransports {
    /** The largest response body that is read, in bytes, unless another limit is set: 1 MiB. */
    public static final int DEFAULT_MAX_BODY_BYTES = 1 << 20;

    private VerifierTransports() {}

    /**
     * Sends through the host's {@link HttpClient}, which brings TLS, proxies, connection pool and executor. Bodies of more
     * than {@value #DEFAULT_MAX_BODY_BYTES} bytes are refused.
     *
     * <p>Build the client with an executor: responses and failures then complete on its threads. Without one, responses
     * complete on threads of the client and failures on the JDK's common pool.
     *
     * @param client the host's client
     * @return the transport
     * @throws IllegalArgumentException when the client follows redirects: the auth service's address is configured, and
     *     a redirect would carry the token and the credentials elsewhere
     */
    public static VerifierTransport http(HttpClient client) {
        return http(client, DEFAULT_MAX_BODY_BYTES);
    }

    /**
     * Sends through the host's {@link HttpClient} with another limit for bodies.
     *
     * @param client the host's client
     * @param maxBodyBytes the largest body that is read, in bytes, 1 to 16 MiB
     * @return the transport
     * @throws IllegalArgumentException when the client follows redirects, or the limit is out of range
     */
    public static VerifierTransport http(HttpClient client, int maxBodyBytes) {
        return new HttpTransport(client, maxBodyBytes);
    }
}
