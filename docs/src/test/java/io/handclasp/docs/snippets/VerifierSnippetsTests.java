package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VerifierSnippetsTests {
    private static LoopbackAuthService service;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        service = new LoopbackAuthService();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static TokenVerifier issuerVerifier(URI issuer, HttpClient client) {
        // tag::issuer-verifier[]
        TokenVerifier verifier = TokenVerifiers.issuer(issuer)
                .audiences("chat")
                .httpClient(client)
                .build();
        // end::issuer-verifier[]
        return verifier;
    }

    private static TokenVerifier introspectionVerifier(URI endpoint, Secret secret, HttpClient client) {
        // tag::introspection-verifier[]
        TokenVerifier verifier = TokenVerifiers.introspection(endpoint)
                .clientSecretBasic("chat-backend", secret)
                .audiences("chat")
                .httpClient(client)
                .build();
        // end::introspection-verifier[]
        return verifier;
    }

    private static TokenVerifier blockingVerifier(Map<String, String> sessions, ExecutorService executor) {
        // tag::blocking-verifier[]
        Function<BearerToken, Verification> judge = token -> {
            String user = sessions.get(token.reveal());
            return user == null
                    ? new Verification.Invalid(RejectReason.INACTIVE)
                    : new Verification.Valid(Identity.builder(user).build());
        };
        TokenVerifier verifier = TokenVerifiers.blocking(judge, executor);
        // end::blocking-verifier[]
        return verifier;
    }

    private static TokenVerifier authServiceVerifier(URI internal, URI external, HttpClient client) {
        // tag::auth-service-verifier[]
        TokenVerifier verifier = TokenVerifiers.authService(internal, external)
                .mapper(answer -> answer.text("user")
                        .<Verification>map(user ->
                                new Verification.Valid(Identity.builder(user).build()))
                        .or(() -> answer.text("error").map(error -> new Verification.Invalid(RejectReason.INACTIVE))))
                .httpClient(client)
                .build();
        // end::auth-service-verifier[]
        return verifier;
    }

    private static ResiliencePolicy hedged() {
        // tag::hedged-policy[]
        ResiliencePolicy policy = ResiliencePolicy.standard().withHedgeAfter(Duration.ofMillis(100));
        // end::hedged-policy[]
        return policy;
    }

    private static TokenVerifier verifierWithProvider(URI issuer, HttpClient client, Provider provider) {
        // tag::provider[]
        TokenVerifier verifier = TokenVerifiers.issuer(issuer)
                .audiences("chat")
                .httpClient(client)
                .provider(provider)
                .build();
        // end::provider[]
        return verifier;
    }

    private static AuthOutcome rehearsed(WebSocketAuthenticator authenticator, HandshakeRequest request) {
        // tag::rehearsal[]
        try (WebSocketAuthenticator rehearsal = authenticator.rehearsal(
                transport -> (sent, deadline) -> CompletableFuture.failedFuture(new VerifierUnavailableException(
                        UnavailableReason.CONNECTION_FAILED, "the drill pulled the plug")))) {
            return rehearsal.authenticate(request); // Unavailable; the real one goes on as before
        }
        // end::rehearsal[]
    }

    private static WebSocketAuthenticator authenticator(TokenVerifier verifier) {
        // tag::authenticator[]
        WebSocketAuthenticator authenticator =
                WebSocketAuthenticator.builder().verifier(verifier).build();
        // end::authenticator[]
        return authenticator;
    }

    private static WebSocketAuthenticator tunedAuthenticator(
            TokenVerifier verifier, ExecutorService executor, ScheduledExecutorService scheduler) {
        // tag::tuned-authenticator[]
        ResiliencePolicy policy = ResiliencePolicy.standard()
                .withDeadline(Duration.ofSeconds(2))
                .withRetry(RetryPolicy.standard().withMaxAttempts(3).withAttemptTimeout(Duration.ofMillis(400)));

        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .resilience(policy)
                .execution(executor, scheduler)
                .build();
        // end::tuned-authenticator[]
        return authenticator;
    }

    private static String answer(WebSocketAuthenticator authenticator, HandshakeRequest request) {
        // tag::answer[]
        AuthOutcome outcome = authenticator.authenticate(request);
        if (outcome instanceof AuthOutcome.Authenticated admitted) {
            return "101, for " + admitted.identity().subject();
        }
        AuthOutcome.Refusal refusal = (AuthOutcome.Refusal) outcome;
        return refusal.httpStatus() + " " + refusal.httpHeaders();
        // end::answer[]
    }

    private static HandshakeRequest bearing(String token) {
        return HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build();
    }

    @Test
    void issuerVerifierWhenTokenIsGoodThenAdmitted() throws Exception {
        try (WebSocketAuthenticator authenticator = authenticator(issuerVerifier(service.issuer(), client))) {
            assertThat(answer(authenticator, bearing(service.tokenOf("alice")))).isEqualTo("101, for alice");
        }
    }

    @Test
    void issuerVerifierWhenTokenIsBadThenRefusedWithChallenge() throws Exception {
        String token = service.tokenOf("alice");
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + "AAAA";
        try (WebSocketAuthenticator authenticator = authenticator(issuerVerifier(service.issuer(), client))) {
            assertThat(answer(authenticator, bearing(forged)))
                    .startsWith("401 ")
                    .contains("WWW-Authenticate", "invalid_token");
        }
    }

    @Test
    void introspectionVerifierWhenServiceAnswersThenItsVerdictCounts() {
        TokenVerifier verifier = introspectionVerifier(service.introspectionEndpoint(), Secret.of("s3cr3t"), client);
        try (WebSocketAuthenticator authenticator = authenticator(verifier)) {
            assertThat(answer(authenticator, bearing("opaque-token"))).isEqualTo("101, for alice");
            assertThat(answer(authenticator, bearing("another-token"))).startsWith("401 ");
        }
    }

    @Test
    void authServiceVerifierWhenTheServiceAnswersThenItsVerdictCountsAndADrillIsNoHarm() {
        TokenVerifier verifier =
                authServiceVerifier(service.validationEndpoint(), URI.create("https://auth.example/validate"), client);
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .resilience(hedged())
                .build()) {
            assertThat(answer(authenticator, bearing("opaque-token"))).isEqualTo("101, for alice");
            assertThat(answer(authenticator, bearing("another-token"))).startsWith("401 ");
            assertThat(rehearsed(authenticator, bearing("opaque-token"))).isInstanceOf(AuthOutcome.Unavailable.class);
            assertThat(answer(authenticator, bearing("opaque-token"))).isEqualTo("101, for alice");
        }
    }

    @Test
    void verifierWithProviderWhenTheProviderIsNamedThenItChecksTheSignature() throws Exception {
        Provider jdk = Security.getProvider("SunRsaSign");
        try (WebSocketAuthenticator authenticator =
                authenticator(verifierWithProvider(service.issuer(), client, jdk))) {
            assertThat(answer(authenticator, bearing(service.tokenOf("alice")))).isEqualTo("101, for alice");
        }
    }

    @Test
    void blockingVerifierWhenJudgeKnowsTokenThenAdmitted() {
        ExecutorService executor = boundedExecutor();
        try (WebSocketAuthenticator authenticator =
                authenticator(blockingVerifier(Map.of("opaque-token", "alice"), executor))) {
            assertThat(answer(authenticator, bearing("opaque-token"))).isEqualTo("101, for alice");
            assertThat(answer(authenticator, bearing("another-token"))).startsWith("401 ");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void tunedAuthenticatorWhenServiceIsDownThenUnavailableAndNotRejected() {
        ExecutorService executor = boundedExecutor();
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        TokenVerifier down = (token, deadline) -> {
            throw new VerifierUnavailableException(UnavailableReason.SERVER_ERROR, "down");
        };
        try (WebSocketAuthenticator authenticator = tunedAuthenticator(down, executor, scheduler)) {
            assertThat(authenticator.deadline()).isEqualTo(Duration.ofSeconds(2));
            assertThat(answer(authenticator, bearing("opaque-token")))
                    .startsWith("503 ")
                    .contains("Retry-After");
        } finally {
            executor.shutdownNow();
            scheduler.shutdownNow();
        }
    }

    private static ExecutorService boundedExecutor() {
        return new ThreadPoolExecutor(
                2, 2, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(10), Executors.defaultThreadFactory());
    }
}
