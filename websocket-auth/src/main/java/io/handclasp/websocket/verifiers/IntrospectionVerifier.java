package io.handclasp.websocket.verifiers;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.TransportVerifier;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Asks an introspection endpoint (RFC 7662). */
final class IntrospectionVerifier implements TransportVerifier {
    private final URI endpoint;
    private final ClientAuthentication authentication;
    private final VerifierTransport transport;
    private final String who;
    private final Judge judge;

    /**
     * Reads verdicts out of answers; the same for all endpoints.
     *
     * @param rules what the claims must say
     * @param subjectClaim the claim that says who
     * @param tenantClaim the claim that holds the subject's organisation, null for none
     * @param timeSource the clock
     */
    record Judge(
            ClaimRules rules, String subjectClaim, @Nullable String tenantClaim, TimeSource timeSource) {}

    IntrospectionVerifier(URI endpoint, ClientAuthentication authentication, VerifierTransport transport, Judge judge) {
        this.endpoint = endpoint;
        this.authentication = authentication;
        this.transport = transport;
        this.judge = judge;
        this.who = "introspection at " + endpoint.getAuthority();
    }

    @Override
    public TransportVerifier withTransport(UnaryOperator<VerifierTransport> decorator) {
        return new IntrospectionVerifier(endpoint, authentication, decorator.apply(transport), judge);
    }

    @Override
    public String name() {
        return who;
    }

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        TransportRequest request;
        try {
            request = request(token);
        } catch (VerifierUnavailableException noCredentials) {
            return CompletableFuture.failedFuture(noCredentials);
        }
        return Stages.map(transport.send(request, deadline), this::judge);
    }

    private TransportRequest request(BearerToken token) {
        Map<String, String> headers = new HashMap<>(authentication.headers());
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("Accept", "application/json");
        String form = "token=" + ClientAuthentication.encode(token.reveal()) + "&token_type_hint=access_token"
                + authentication.formSuffix();
        return new TransportRequest("POST", endpoint, headers, form);
    }

    private Verification judge(TransportResponse response) {
        Instant now = judge.timeSource().now();
        if (response.status() != 200) {
            throw HttpAnswers.unavailable(who, response, now);
        }
        // RFC 7662, section 2.2: who answers in another format is not known to be the introspection endpoint.
        HttpAnswers.requireJson(who, response);
        Map<String, Object> answer = HttpAnswers.readObject(who, response);
        if (!(answer.get("active") instanceof Boolean active)) {
            throw HttpAnswers.unreadable(who, "its answer has no boolean \"active\"");
        }
        if (!active) {
            return new Verification.Invalid(RejectReason.INACTIVE);
        }
        try {
            return judgeActive(new ClaimSet(answer), now);
        } catch (ClaimSet.BadClaimException badClaim) {
            // The service's own answer is at fault here, not the token: this is no verdict.
            throw HttpAnswers.unreadable(who, "the claim " + badClaim.claim() + " of its answer is of the wrong type");
        }
    }

    private Verification judgeActive(ClaimSet claims, Instant now) {
        Optional<RejectReason> broken = judge.rules().broken(claims, now);
        if (broken.isPresent()) {
            return new Verification.Invalid(broken.get());
        }
        // A name that cannot be written out was chosen by a user: it must not look like an outage.
        return claims.text(judge.subjectClaim())
                .<Verification>map(subject -> ClaimSet.isName(subject)
                        ? new Verification.Valid(claims.identity(subject, judge.tenantClaim()))
                        : new Verification.Invalid(RejectReason.MALFORMED_TOKEN))
                .orElseGet(() -> new Verification.Invalid(RejectReason.MISSING_CLAIM));
    }
}
