package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.Measurement;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether another service answers this host with its token, and refuses the same call without it. */
record ServiceCallCheck(ServiceCall call) implements Check {
    @Override
    public CheckOutcome run(Deadline deadline) throws Exception {
        Optional<BearerToken> token =
                call.token().map(supplier -> BearerToken.of(supplier.get().reveal()));
        try {
            long startNanos = deadline.timeSource().nanoTime();
            TransportResponse answer = send(token, deadline);
            Duration took = Duration.ofNanos(deadline.timeSource().nanoTime() - startNanos);
            if (answer.status() != call.expectedStatus()) {
                return CheckOutcome.failed("the service answered " + answer.status() + ", and " + call.expectedStatus()
                                + " is expected")
                        .withHint(hint(answer.status()));
            }
            CheckOutcome good = CheckOutcome.passed(
                            "the service answered " + answer.status() + " in " + Times.shown(took))
                    .withMeasurement(new Measurement.Durations("service." + call.id(), List.of(took)));
            return call.guarded() ? guarded(good, deadline) : good;
        } catch (VerifierUnavailableException unanswered) {
            return CheckOutcome.failed("the service did not answer: " + HttpCalls.words(unanswered));
        }
    }

    private CheckOutcome guarded(CheckOutcome good, Deadline deadline)
            throws InterruptedException, VerifierUnavailableException {
        int without = send(Optional.empty(), deadline).status();
        int junk = send(Optional.of(TokenForgery.junk()), deadline).status();
        if (isRefusal(without) && isRefusal(junk)) {
            return good;
        }
        return CheckOutcome.failed("the service is not guarded: it answered " + without + " without a token, and "
                        + junk + " to one that was never issued; 401 or 403 are expected")
                .withHint(CheckDocs.hint(
                        "let the service check tokens, or declare the call open()", "service-not-guarded"));
    }

    private static boolean isRefusal(int status) {
        return status == 401 || status == 403;
    }

    private static String hint(int status) {
        return isRefusal(status)
                ? CheckDocs.hint("see whether this host's own token is good for that service", "service-token")
                : CheckDocs.hint("see why the service answers so", "service-call");
    }

    private TransportResponse send(Optional<BearerToken> token, Deadline deadline)
            throws InterruptedException, VerifierUnavailableException {
        Map<String, String> headers = token.map(bearer -> Map.of("Authorization", "Bearer " + bearer.reveal()))
                .orElse(Map.of());
        return HttpCalls.send(
                call.transport(),
                new TransportRequest("GET", call.uri(), headers, ""),
                deadline.sooner(call.deadline()));
    }
}
