package io.handclasp.examples.benchmarks;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.verifiers.JwksVerifierBuilder;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.net.URI;
import java.security.Provider;
import java.security.SignatureException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Ours. */
final class HandclaspPeer {
    private HandclaspPeer() {}

    static Peer of(IssuerKey key, @Nullable Provider provider) {
        TokenVerifier verifier = verifier(key, provider);
        Deadline deadline = Deadline.after(Duration.ofHours(1), TimeSource.system());
        return token -> {
            Verification verdict = verifier.verify(BearerToken.of(token), deadline)
                    .toCompletableFuture()
                    .join();
            if (verdict instanceof Verification.Valid valid) {
                return valid.identity().subject();
            }
            throw new SignatureException("refused: " + verdict);
        };
    }

    static TokenVerifier verifier(IssuerKey key, @Nullable Provider provider) {
        JwksVerifierBuilder builder = TokenVerifiers.jwks(URI.create("https://issuer.example/jwks"))
                .transport((request, until) ->
                        CompletableFuture.completedFuture(new TransportResponse(200, Map.of(), key.jwks())))
                .issuer(TokenBatch.ISSUER)
                .audiences(TokenBatch.AUDIENCE);
        if (provider != null) {
            builder.provider(provider);
        }
        return builder.build();
    }
}
