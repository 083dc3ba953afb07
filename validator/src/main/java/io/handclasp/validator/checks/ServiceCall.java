package io.handclasp.validator.checks;

import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.transport.VerifierTransports;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A call that this host makes to another service with a token of its own. Immutable; shows no token when printed.
 *
 * @param id names it in the id of its check: lower-case letters, digits and hyphens, at most 50 characters
 * @param uri what is fetched by GET; it must change nothing
 * @param transport the host's HTTP client
 * @param token gives the host's own token; empty for a service that wants none
 * @param expectedStatus the status that the service answers
 * @param guarded whether the service must refuse the same call without a token (401 or 403), and with a token that was never issued
 * @param deadline how long a call may take, 1 ms to 1 min
 */
public record ServiceCall(
        String id,
        URI uri,
        VerifierTransport transport,
        Optional<Supplier<Secret>> token,
        int expectedStatus,
        boolean guarded,
        Duration deadline) {
    /** How long a call may take unless the host says something else: 5 s. */
    public static final Duration STANDARD_DEADLINE = Duration.ofSeconds(5);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when one of them cannot be used; the message names it
     */
    public ServiceCall {
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*") || id.length() > 50) {
            throw new IllegalArgumentException(
                    "id was refused, must be words of lower-case letters and digits joined by"
                            + " hyphens, at most 50 characters");
        }
        HttpCalls.requireHttp("uri of " + id, uri);
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(token, "token");
        Settings.requireRange("expectedStatus of " + id, expectedStatus, 100, 599);
        Settings.requireWithin("deadline of " + id, deadline, Duration.ofMillis(1), Duration.ofMinutes(1));
        if (guarded && token.isEmpty()) {
            throw new IllegalArgumentException(
                    "guarded of " + id + " was true, must be false for a service that is called without a token");
        }
    }

    /**
     * A call that carries no token and must be answered with 200.
     *
     * @param id names it in the id of its check
     * @param uri what is fetched
     * @param client the host's HTTP client; it must not follow redirects
     * @return the call
     * @throws IllegalArgumentException when one of them cannot be used
     */
    public static ServiceCall get(String id, URI uri, HttpClient client) {
        return new ServiceCall(
                id, uri, VerifierTransports.http(client), Optional.empty(), 200, false, STANDARD_DEADLINE);
    }

    /**
     * The same call with a token. The service must then refuse the call without one.
     *
     * @param supplier gives the host's own token for this service; may wait
     * @return the changed call
     */
    public ServiceCall withToken(Supplier<Secret> supplier) {
        return new ServiceCall(id, uri, transport, Optional.of(supplier), expectedStatus, true, deadline);
    }

    /**
     * The same call, to a service that answers anybody.
     *
     * @return the changed call
     */
    public ServiceCall open() {
        return new ServiceCall(id, uri, transport, token, expectedStatus, false, deadline);
    }

    /**
     * The same call with another answer that is expected.
     *
     * @param status 100 to 599
     * @return the changed call
     * @throws IllegalArgumentException when it is out of range
     */
    public ServiceCall withExpectedStatus(int status) {
        return new ServiceCall(id, uri, transport, token, status, guarded, deadline);
    }

    /**
     * The same call with another deadline.
     *
     * @param limit 1 ms to 1 min
     * @return the changed call
     * @throws IllegalArgumentException when it is out of range
     */
    public ServiceCall withDeadline(Duration limit) {
        return new ServiceCall(id, uri, transport, token, expectedStatus, guarded, limit);
    }

    /** Shows the name only. */
    @Override
    public String toString() {
        return "ServiceCall[" + id + "]";
    }
}
