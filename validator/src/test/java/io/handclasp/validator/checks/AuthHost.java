package io.handclasp.validator.checks;

import io.handclasp.core.time.TimeSource;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.WebSocketAuthenticatorBuilder;
import io.handclasp.websocket.resilience.BreakerPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.transport.TransportVerifier;
import io.handclasp.websocket.verifiers.AuthServiceAnswer;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A host with an authenticator over an {@link AuthServer}. */
final class AuthHost implements AutoCloseable {
    final AuthServer server = new AuthServer();
    private final ExecutorService pool = Executors.newFixedThreadPool(6);
    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(pool)
            .build();
    private final List<WebSocketAuthenticator> opened = new ArrayList<>();

    AuthHost() throws IOException {}

    /** Quick to open and to close again; patient with a busy machine. */
    static ResiliencePolicy policy() {
        return ResiliencePolicy.standard()
                .withDeadline(Duration.ofSeconds(8))
                .withRetry(RetryPolicy.standard().withAttemptTimeout(Duration.ofSeconds(2)))
                .withBreaker(new BreakerPolicy(
                        0.5, Duration.ofSeconds(30), 20, Duration.ofSeconds(20), Duration.ofMillis(600), 5));
    }

    TransportVerifier authService() {
        return TokenVerifiers.authService(server.uri("/validate"))
                .mapper(AuthHost::verdict)
                .httpClient(client)
                .build();
    }

    TransportVerifier jwks() {
        return TokenVerifiers.jwks(server.uri("/jwks"))
                .issuer(AuthServer.ISSUER)
                .audiences(AuthServer.AUDIENCE)
                .httpClient(client)
                .build();
    }

    private static Optional<Verification> verdict(AuthServiceAnswer answer) {
        return answer.json()
                .map(json -> Boolean.TRUE.equals(json.get("active"))
                        ? new Verification.Valid(
                                Identity.builder(answer.text("sub").orElseThrow())
                                        .expiresAt(TimeSource.system().now().plusSeconds(300))
                                        .build())
                        : new Verification.Invalid(
                                RejectReason.valueOf(answer.text("reason").orElseThrow())));
    }

    WebSocketAuthenticator authenticator(TokenVerifier verifier) {
        return authenticator(verifier, builder -> builder);
    }

    WebSocketAuthenticator authenticator(
            TokenVerifier verifier, UnaryOperator<WebSocketAuthenticatorBuilder> settings) {
        WebSocketAuthenticator made = settings.apply(
                        WebSocketAuthenticator.builder().verifier(verifier).resilience(policy()))
                .build();
        opened.add(made);
        return made;
    }

    /** With few samples. */
    CheckSource checks(WebSocketAuthenticator authenticator) {
        return AuthenticationChecks.builder(authenticator, server.tokens())
                .samples(10)
                .build();
    }

    CheckRun run(WebSocketAuthenticator authenticator) {
        return run(checks(authenticator));
    }

    CheckRun run(CheckSource checks) {
        return CheckRun.of(checks, server::minted);
    }

    @Override
    public void close() {
        opened.forEach(WebSocketAuthenticator::close);
        server.close();
        pool.shutdownNow();
    }
}
