package io.handclasp.validator.checks;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Remembers what was fetched by GET without a body, as key sets and discovery documents are, so that many copies of an authenticator
 * fetch them once. Calls that have a token judged are POSTs and always made. Safe for use by many threads.
 */
final class KeptKeySets implements UnaryOperator<VerifierTransport> {
    private static final int MOST = 10;

    private final Map<URI, TransportResponse> kept = new ConcurrentHashMap<>();

    @Override
    public VerifierTransport apply(VerifierTransport real) {
        return (request, deadline) -> {
            boolean plain = request.method().equals("GET")
                    && request.body().isEmpty()
                    && request.headers().keySet().stream().noneMatch("Authorization"::equalsIgnoreCase);
            TransportResponse known = plain ? kept.get(request.uri()) : null;
            if (known != null) {
                return CompletableFuture.completedFuture(known);
            }
            CompletionStage<TransportResponse> fetched = real.send(request, deadline);
            if (plain) {
                Stages.onDone(fetched, (response, failure) -> {
                    if (response != null && response.status() == 200 && kept.size() < MOST) {
                        kept.put(request.uri(), response);
                    }
                });
            }
            return fetched;
        };
    }
}
