package io.handclasp.websocket.verifiers;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Fetches a key set, through the discovery document where there is one. */
final class KeyFetcher {
    private final KeyLocation location;
    private final VerifierTransport transport;
    private final KeySetReader reader;
    private final TimeSource timeSource;

    KeyFetcher(KeyLocation location, VerifierTransport transport, KeySetReader reader, TimeSource timeSource) {
        this.location = location;
        this.transport = transport;
        this.reader = reader;
        this.timeSource = timeSource;
    }

    KeyFetcher over(UnaryOperator<VerifierTransport> decorator) {
        return new KeyFetcher(location, decorator.apply(transport), reader, timeSource);
    }

    String who() {
        return "keys of " + location.uri().getHost();
    }

    CompletableFuture<KeySet> fetch(Deadline deadline) {
        if (!location.discovery()) {
            return fetchKeys(location.uri(), deadline);
        }
        return Stages.flatMap(
                get(location.discoveryUri(), deadline), document -> fetchKeys(jwksUri(document), deadline));
    }

    private CompletableFuture<KeySet> fetchKeys(URI uri, Deadline deadline) {
        return Stages.map(get(uri, deadline), response -> {
            requireOk(response);
            return new KeySet(reader.read(who(), response), timeSource.nanoTime());
        });
    }

    private CompletionStage<TransportResponse> get(URI uri, Deadline deadline) {
        TransportRequest request = new TransportRequest("GET", uri, Map.of("Accept", "application/json"), "");
        return transport.send(request, deadline);
    }

    /** OpenID Connect Discovery 1.0, section 4.3: the document's issuer must be the one that was asked for. */
    private URI jwksUri(TransportResponse response) {
        requireOk(response);
        Map<String, Object> document = HttpAnswers.readObject(who(), response);
        if (!location.uri().toString().equals(document.get("issuer"))) {
            throw HttpAnswers.unreadable(who(), "its discovery document names another issuer");
        }
        if (!(document.get("jwks_uri") instanceof String uri)) {
            throw HttpAnswers.unreadable(who(), "its discovery document has no jwks_uri");
        }
        try {
            return requireAsTrusted(Endpoints.requireTrusted("jwks_uri", URI.create(uri)));
        } catch (IllegalArgumentException untrusted) {
            throw HttpAnswers.unreadable(who(), "the jwks_uri of its discovery document is not usable");
        }
    }

    /** HTTP on loopback is for issuers on loopback: one out there must not choose what on this machine is asked. */
    private URI requireAsTrusted(URI jwksUri) {
        boolean remote = location.uri().getScheme().equalsIgnoreCase("https");
        if (remote && !jwksUri.getScheme().equalsIgnoreCase("https")) {
            throw new IllegalArgumentException("jwks_uri is less trusted than its issuer");
        }
        return jwksUri;
    }

    private void requireOk(TransportResponse response) {
        if (response.status() != 200) {
            throw HttpAnswers.unavailable(who(), response, timeSource.now());
        }
    }
}
