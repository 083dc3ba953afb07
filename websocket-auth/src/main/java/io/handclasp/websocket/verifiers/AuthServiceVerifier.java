package io.handclasp.websocket.verifiers;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.json.JsonMaps;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.TransportVerifier;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Asks a plain validation endpoint: the token goes in the Authorization header, a mapper reads the answer. */
final class AuthServiceVerifier implements TransportVerifier {
    private final URI endpoint;
    private final VerifierTransport transport;
    private final AuthServiceMapper mapper;
    private final TimeSource timeSource;
    private final String who;

    AuthServiceVerifier(URI endpoint, VerifierTransport transport, AuthServiceMapper mapper, TimeSource timeSource) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.mapper = mapper;
        this.timeSource = timeSource;
        this.who = "auth service at " + endpoint.getAuthority();
    }

    @Override
    public String name() {
        return who;
    }

    @Override
    public TransportVerifier withTransport(UnaryOperator<VerifierTransport> decorator) {
        return new AuthServiceVerifier(endpoint, decorator.apply(transport), mapper, timeSource);
    }

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        TransportRequest request = new TransportRequest(
                "POST",
                endpoint,
                Map.of("Authorization", "Bearer " + token.reveal(), "Accept", "application/json"),
                "");
        return Stages.map(transport.send(request, deadline), this::judge);
    }

    private Verification judge(TransportResponse response) {
        int status = response.status();
        Instant now = timeSource.now();
        if (status != 200 && status != 401 && status != 403) {
            throw HttpAnswers.unavailable(who, response, now);
        }
        Optional<Verification> verdict = mapper.map(answer(response));
        if (verdict.isEmpty()) {
            throw HttpAnswers.unreadable(
                    who, "it answered " + status + ", but not in its own words; is there a gateway before it?");
        }
        if (!(verdict.get() instanceof Verification.Valid valid)) {
            return verdict.get();
        }
        if (status != 200) {
            throw HttpAnswers.unreadable(who, "it answered " + status + " and the mapper took that for a good verdict");
        }
        // A service that forgot to look at the clock must not keep a dead token alive.
        boolean expired =
                valid.identity().expiresAt().filter(end -> !now.isBefore(end)).isPresent();
        return expired ? new Verification.Invalid(RejectReason.EXPIRED) : valid;
    }

    private static AuthServiceAnswer answer(TransportResponse response) {
        return new AuthServiceAnswer(response.status(), JsonMaps.parse(response.body()), response.body());
    }
}
