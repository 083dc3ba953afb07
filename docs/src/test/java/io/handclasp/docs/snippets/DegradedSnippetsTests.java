package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.DegradedPolicy;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DegradedSnippetsTests {
    // tag::degraded-mode[]
    static ResiliencePolicy policy(TokenVerifier issuersKeys) {
        return ResiliencePolicy.standard().withDegraded(DegradedPolicy.verifyLocally(issuersKeys));
    }
    // end::degraded-mode[]

    @Test
    void authenticateWhenTheAuthServiceIsAwayThenTheIssuersKeysJudge() {
        TokenVerifier away = (token, deadline) -> CompletableFuture.failedFuture(
                new VerifierUnavailableException(UnavailableReason.CONNECTION_FAILED, "away"));
        TokenVerifier keys = (token, deadline) -> CompletableFuture.completedFuture(
                new Verification.Valid(Identity.builder("ada").build()));
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Authorization", "Bearer a-token")
                .build();

        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(away)
                .resilience(policy(keys))
                .build()) {
            assertThat(authenticator.authenticate(request))
                    .isInstanceOfSatisfying(
                            AuthOutcome.Authenticated.class,
                            admitted -> assertThat(admitted.evidence().source()).isEqualTo(Evidence.Source.LOCAL));
        }
    }
}
