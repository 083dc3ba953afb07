package io.handclasp.websocket.verifiers;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.transport.TransportVerifier;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Several endpoints of one trust. Who asks it directly asks the first; resilience asks each behind a breaker of its own. */
final class EndpointsVerifier implements TransportVerifier {
    private final List<TransportVerifier> endpoints;

    private EndpointsVerifier(List<TransportVerifier> endpoints) {
        this.endpoints = endpoints;
    }

    static TransportVerifier of(List<TransportVerifier> endpoints) {
        return endpoints.size() == 1 ? endpoints.get(0) : new EndpointsVerifier(List.copyOf(endpoints));
    }

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        return endpoints.get(0).verify(token, deadline);
    }

    @Override
    public List<TokenVerifier> endpoints() {
        return List.copyOf(endpoints);
    }

    @Override
    public String name() {
        return endpoints.get(0).name();
    }

    @Override
    public UnavailableReason timeoutReason(CompletionStage<Verification> call) {
        return endpoints.get(0).timeoutReason(call);
    }

    @Override
    public TransportVerifier withTransport(UnaryOperator<VerifierTransport> decorator) {
        return new EndpointsVerifier(endpoints.stream()
                .map(endpoint -> endpoint.withTransport(decorator))
                .toList());
    }
}
