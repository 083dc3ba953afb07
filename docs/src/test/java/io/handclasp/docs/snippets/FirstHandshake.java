package io.handclasp.docs.snippets;

// tag::first-handshake[]
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.verify.*;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

public final class FirstHandshake {
    public static void main(String[] args) {
        AtomicInteger calls = new AtomicInteger();
        TokenVerifier flaky = (token, deadline) -> calls.incrementAndGet() < 3
                ? CompletableFuture.failedFuture(
                        new VerifierUnavailableException(UnavailableReason.SERVER_ERROR, "down"))
                : CompletableFuture.completedFuture(
                        new Verification.Valid(Identity.builder("alice").build()));
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Authorization", "Bearer some-token")
                .build();
        try (var authenticator =
                WebSocketAuthenticator.builder().verifier(flaky).build()) {
            AuthOutcome outcome = authenticator.authenticate(request);
            if (outcome instanceof AuthOutcome.Authenticated admitted) {
                System.out.println("admitted " + admitted.identity().subject() + " after "
                        + admitted.evidence().attempts() + " attempts");
            } else if (outcome instanceof AuthOutcome.Refusal refusal) {
                System.out.println("refused with HTTP " + refusal.httpStatus());
            }
        }
    }
}
// end::first-handshake[]
