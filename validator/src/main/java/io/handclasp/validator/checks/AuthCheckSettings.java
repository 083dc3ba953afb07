package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.drift.Environment;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.FirstMessagePolicy;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.token.BearerToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What the checks of an authenticator know, and how they make handshakes. */
record AuthCheckSettings(
        WebSocketAuthenticator authenticator,
        TestTokens tokens,
        List<HandshakeCarrier> carriers,
        Optional<FirstMessage> firstMessage,
        UnaryOperator<HandshakeRequest.Builder> handshake,
        int samples,
        Duration patience,
        Environment environment) {

    /** How a token is sent as the first message. */
    record FirstMessage(FirstMessagePolicy policy, Function<BearerToken, String> message) {}

    HandshakeRequest bearing(BearerToken token) {
        return bearing(carriers.get(0), token);
    }

    HandshakeRequest bearing(HandshakeCarrier carrier, BearerToken token) {
        HandshakeRequest.Builder request = handshake.apply(HandshakeRequest.builder());
        carrier.put(token, request);
        return request.build();
    }

    HandshakeRequest withoutToken() {
        return handshake.apply(HandshakeRequest.builder()).build();
    }

    AuthOutcome ask(BearerToken token, Deadline deadline) throws Exception {
        return ask(authenticator, token, deadline);
    }

    AuthOutcome ask(WebSocketAuthenticator judge, BearerToken token, Deadline deadline) throws Exception {
        return await(judge.authenticateAsync(bearing(token)), deadline);
    }

    /** All at once: each is under way before the first is waited for. */
    List<AuthOutcome> askAll(WebSocketAuthenticator judge, List<BearerToken> asked, Deadline deadline)
            throws Exception {
        return awaitAll(begin(judge, asked), deadline);
    }

    List<CompletionStage<AuthOutcome>> begin(WebSocketAuthenticator judge, List<BearerToken> asked) {
        List<CompletionStage<AuthOutcome>> underWay = new ArrayList<>();
        asked.forEach(token -> underWay.add(judge.authenticateAsync(bearing(token))));
        return underWay;
    }

    static List<AuthOutcome> awaitAll(List<CompletionStage<AuthOutcome>> underWay, Deadline deadline) throws Exception {
        List<AuthOutcome> outcomes = new ArrayList<>();
        for (CompletionStage<AuthOutcome> each : underWay) {
            outcomes.add(await(each, deadline));
        }
        return outcomes;
    }

    static AuthOutcome await(CompletionStage<AuthOutcome> outcome, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        return outcome.toCompletableFuture().get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    }

    /** On the timer of the authenticator; nobody sleeps. */
    void pause(Duration duration, Deadline deadline) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Execution.Timer timer = authenticator.execution().after(duration, over::countDown);
        try {
            if (!over.await(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("the timer of the authenticator's scheduler did not fire in time");
            }
        } finally {
            // An interrupt or the deadline may have come first.
            timer.cancel();
        }
    }

    /** In words, without anything of a token. */
    static String words(AuthOutcome outcome) {
        if (outcome instanceof AuthOutcome.Authenticated admitted) {
            return "admitted (" + admitted.evidence().source() + ")";
        }
        if (outcome instanceof AuthOutcome.Rejected rejected) {
            return "refused as " + rejected.reason();
        }
        if (outcome instanceof AuthOutcome.Unavailable unavailable) {
            return "not judged: " + unavailable.cause();
        }
        return "not judged: the host's own code failed, " + ((AuthOutcome.Errored) outcome).closeReason();
    }
}
