package io.handclasp.examples.benchmarks.storm;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.verify.TokenVerifier;
import java.util.concurrent.CompletableFuture;

/** Handclasp; no thread waits. */
final class HandclaspContestant implements Contestant {
    private final WebSocketAuthenticator authenticator;

    HandclaspContestant(TokenVerifier verifier, ResiliencePolicy policy, TimeSource timeSource) {
        this.authenticator = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .resilience(policy)
                .timeSource(timeSource)
                .build();
    }

    @Override
    public CompletableFuture<Answer> authenticate(String token) {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build();
        return authenticator
                .authenticateAsync(request)
                .thenApply(HandclaspContestant::answer)
                .toCompletableFuture();
    }

    private static Answer answer(AuthOutcome outcome) {
        if (outcome instanceof AuthOutcome.Authenticated admitted) {
            return Answer.admitted(admitted.identity().subject());
        }
        if (outcome instanceof AuthOutcome.Unavailable unavailable) {
            return Answer.tryAgain(unavailable.retryAfter());
        }
        return Answer.refused();
    }

    @Override
    public void close() {
        authenticator.close();
    }
}
