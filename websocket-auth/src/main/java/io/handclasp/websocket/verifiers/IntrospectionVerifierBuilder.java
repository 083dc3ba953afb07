package io.handclasp.websocket.verifiers;

import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import io.handclasp.websocket.transport.TransportVerifier;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.transport.VerifierTransports;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a verifier that asks an RFC 7662 introspection endpoint. Not thread-safe; what it builds is.
 *
 * <p>The verdict: {@code "active": false} is invalid; {@code "active": true} is valid when the claims in the answer keep
 * the rules set here. Everything else is no verdict: an answer of 4xx other than 408 and 429, or a redirect, says that
 * this host is misconfigured; 5xx, 429 and what cannot be read may be tried again. An answer whose {@code Content-Type}
 * is another than {@code application/json} cannot be read (RFC 7662, section 2.2); one without the header is looked into.
 */
public final class IntrospectionVerifierBuilder extends ClaimsVerifierBuilder<IntrospectionVerifierBuilder> {
    private final List<URI> endpoints;
    private @Nullable ClientAuthentication authentication;
    private @Nullable VerifierTransport transport;
    private Set<String> issuers = Set.of();
    private String subjectClaim = "sub";

    IntrospectionVerifierBuilder(List<URI> endpoints) {
        this.endpoints = Endpoints.requireTrusted("endpoint", endpoints);
    }

    @Override
    IntrospectionVerifierBuilder self() {
        return this;
    }

    /**
     * Authenticates this host with {@code client_secret_basic}, which every authorization server supports.
     *
     * @param clientId this host's client id
     * @param secret its secret
     * @return this builder
     * @throws IllegalArgumentException when the id is blank
     */
    public IntrospectionVerifierBuilder clientSecretBasic(String clientId, Secret secret) {
        Settings.requireText("clientId", clientId);
        authentication = new ClientAuthentication.Basic(clientId, Objects.requireNonNull(secret, "secret"));
        return this;
    }

    /**
     * Authenticates this host with {@code client_secret_post}.
     *
     * @param clientId this host's client id
     * @param secret its secret
     * @return this builder
     * @throws IllegalArgumentException when the id is blank
     */
    public IntrospectionVerifierBuilder clientSecretPost(String clientId, Secret secret) {
        Settings.requireText("clientId", clientId);
        authentication = new ClientAuthentication.Post(clientId, Objects.requireNonNull(secret, "secret"));
        return this;
    }

    /**
     * Authenticates this host with a bearer token of its own.
     *
     * @param token gives the current token; called for each request, must not block
     * @return this builder
     */
    public IntrospectionVerifierBuilder bearer(Supplier<Secret> token) {
        authentication = new ClientAuthentication.Bearer(Objects.requireNonNull(token, "token"));
        return this;
    }

    /**
     * Sends through the host's HTTP client.
     *
     * @param client the host's client; it must not follow redirects
     * @return this builder
     * @throws IllegalArgumentException when it follows redirects
     */
    public IntrospectionVerifierBuilder httpClient(HttpClient client) {
        return transport(VerifierTransports.http(client));
    }

    /**
     * Sends through another transport.
     *
     * @param transport the transport
     * @return this builder
     */
    public IntrospectionVerifierBuilder transport(VerifierTransport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
        return this;
    }

    /**
     * Accepts only tokens of these issuers. Default: any that the authorization server calls active.
     *
     * @param issuers the accepted {@code iss} values
     * @return this builder
     * @throws IllegalArgumentException when one is blank
     */
    public IntrospectionVerifierBuilder issuers(String... issuers) {
        this.issuers = Words.texts("issuers", issuers);
        return this;
    }

    /**
     * Names the claim that says who. Default: {@code sub}, which authorization servers may leave out. Do not choose one that
     * clients can pick for themselves: a client that registers under a user's name would pass as that user.
     *
     * @param claim the claim's name, for example {@code username}
     * @return this builder
     * @throws IllegalArgumentException when it is blank
     */
    public IntrospectionVerifierBuilder subjectClaim(String claim) {
        this.subjectClaim = Settings.requireText("subjectClaim", claim);
        return this;
    }

    /**
     * Builds the verifier.
     *
     * @return a verifier that may be shared by any number of threads
     * @throws IllegalStateException when the client authentication or the transport was not set
     */
    public TransportVerifier build() {
        if (authentication == null) {
            throw new IllegalStateException("client authentication was not set, call clientSecretBasic,"
                    + " clientSecretPost or bearer: RFC 7662 demands it");
        }
        if (transport == null) {
            throw new IllegalStateException("transport was not set, call httpClient or transport");
        }
        IntrospectionVerifier.Judge judge =
                new IntrospectionVerifier.Judge(lenientRules(issuers), subjectClaim, tenantClaim(), timeSource());
        ClientAuthentication credentials = authentication;
        VerifierTransport over = transport;
        return EndpointsVerifier.of(endpoints.stream()
                .<TransportVerifier>map(endpoint -> new IntrospectionVerifier(endpoint, credentials, over, judge))
                .toList());
    }
}
