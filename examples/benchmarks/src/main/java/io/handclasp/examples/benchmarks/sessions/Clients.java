package io.handclasp.examples.benchmarks.sessions;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** The clients of a run and their tokens; their judge knows them all and answers at once. */
final class Clients {
    private static final String ISSUER = "https://issuer.example";

    private Clients() {}

    /** An authenticator whose judge costs next to nothing, so that what is measured is the guard. */
    static WebSocketAuthenticator authenticator() {
        return WebSocketAuthenticator.builder()
                .verifier((token, deadline) -> CompletableFuture.completedFuture(new Verification.Valid(owner(token))))
                .revocations(Revocations.inMemory())
                .resilience(ResiliencePolicy.standard().withCache(CachePolicy.none()))
                .build();
    }

    /** A fresh token of a client. */
    static BearerToken token(int client, int round) {
        return BearerToken.of(client + "." + round);
    }

    private static Identity owner(BearerToken token) {
        String text = token.reveal();
        int dot = text.indexOf('.');
        int client = Integer.parseInt(text.substring(0, dot));
        return identity(client, text, TimeSource.system().now().plus(Duration.ofHours(1)));
    }

    /** Whose the session is; every id is its own, as with real tokens. */
    static Identity identity(int client, String tokenId, Instant expiresAt) {
        return Identity.builder("user-" + client)
                .issuer(ISSUER)
                .tokenId("token-" + tokenId)
                .sessionId("login-" + client)
                .issuedAt(TimeSource.system().now())
                .expiresAt(expiresAt)
                .build();
    }

    static AuthOutcome.Authenticated admitted(int client, Instant expiresAt) {
        return new AuthOutcome.Authenticated(
                identity(client, client + ".0", expiresAt), new Evidence(Evidence.Source.FRESH, 1, Duration.ZERO));
    }
}
