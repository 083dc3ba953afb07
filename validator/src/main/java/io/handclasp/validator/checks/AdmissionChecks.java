package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.drift.Environment;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.FirstMessageExchange;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.token.Extraction;

/** Whether who should be admitted is, by the host's own authenticator. */
record AdmissionChecks(AuthCheckSettings settings) {
    private static final String TOKEN_STILL_GOOD =
            "see that the supplied token is good now: issued lately, by this issuer, for this audience";

    CheckOutcome goodToken(Deadline deadline) throws Exception {
        return admitted("the good token", settings.ask(settings.tokens().good(), deadline));
    }

    static CheckOutcome admitted(String what, AuthOutcome outcome) {
        if (outcome instanceof AuthOutcome.Authenticated admitted) {
            Evidence.Source source = admitted.evidence().source();
            if (source == Evidence.Source.DEMO) {
                return CheckOutcome.unknown("demo mode admits everybody, so nothing was judged")
                        .withHint(CheckDocs.hint("switch demo mode off", "demo-mode"));
            }
            String message = what + " was admitted (" + source + ") in "
                    + Times.shown(admitted.evidence().elapsed());
            return source.degraded()
                    ? CheckOutcome.warning(message + ", without the judge's own verdict")
                            .withHint(CheckDocs.hint("see why the auth service cannot be reached", "good-token"))
                    : CheckOutcome.passed(message);
        }
        CheckOutcome failed =
                CheckOutcome.failed(what + " was not admitted: it was " + AuthCheckSettings.words(outcome));
        return outcome instanceof AuthOutcome.Rejected
                ? failed.withHint(CheckDocs.hint(TOKEN_STILL_GOOD, "good-token"))
                : failed;
    }

    CheckOutcome carrier(HandshakeCarrier carrier, Deadline deadline) throws Exception {
        BearerToken token = settings.tokens().good();
        Extraction extraction = settings.authenticator().extractor().extract(settings.bearing(carrier, token));
        if (!(extraction instanceof Extraction.Found found)) {
            return CheckOutcome.failed("a token that is carried so is not read: "
                    + extraction.getClass().getSimpleName());
        }
        if (!found.token().equals(token)) {
            return CheckOutcome.failed("another token is read than the one that is carried");
        }
        if (found.subprotocolToEcho()
                .filter(echo -> echo.contains(token.reveal()))
                .isPresent()) {
            return CheckOutcome.failed("the token would be sent back to the client as the answered subprotocol");
        }
        AuthOutcome outcome = AuthCheckSettings.await(
                settings.authenticator().authenticateAsync(settings.bearing(carrier, token)), deadline);
        return admitted("a token that is carried so", outcome);
    }

    CheckOutcome firstMessage(AuthCheckSettings.FirstMessage sent, Deadline deadline) throws Exception {
        BearerToken token = settings.tokens().good();
        FirstMessageExchange exchange =
                settings.authenticator().firstMessages(sent.policy()).begin(settings.withoutToken());
        boolean taken = exchange.onText(sent.message().apply(token));
        AuthOutcome outcome = AuthCheckSettings.await(exchange.outcome(), deadline);
        return taken
                ? admitted("a token that comes as the first message", outcome)
                : CheckOutcome.failed(
                        "the first message was not waited for: the handshake was " + AuthCheckSettings.words(outcome));
    }

    CheckOutcome demoMode(Deadline deadline) throws Exception {
        AuthOutcome outcome =
                AuthCheckSettings.await(settings.authenticator().authenticateAsync(settings.withoutToken()), deadline);
        if (outcome instanceof AuthOutcome.Rejected) {
            return CheckOutcome.passed(
                    "demo mode is off: a handshake without a token was " + AuthCheckSettings.words(outcome));
        }
        if (!(outcome instanceof AuthOutcome.Authenticated admitted)) {
            return CheckOutcome.unknown("a handshake without a token was " + AuthCheckSettings.words(outcome));
        }
        if (admitted.evidence().source() != Evidence.Source.DEMO) {
            return CheckOutcome.failed("a handshake without a token was " + AuthCheckSettings.words(outcome));
        }
        String message = "demo mode is on: everybody is admitted, with a token or without";
        return settings.environment() == Environment.DEVELOPMENT
                ? CheckOutcome.warning(message)
                : CheckOutcome.failed(message);
    }
}
