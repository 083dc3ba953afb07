package io.handclasp.examples.benchmarks.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A small storm, to see that the scenario measures what it says; figures come from the whole one. */
class StormTests {
    private static final Storm SMALL = new Storm(50, 250, 0.1, Duration.ofMillis(200), Duration.ofSeconds(10));

    /** Long attempts, so that a busy machine makes no second ones. */
    private static final ResiliencePolicy PATIENT = ResiliencePolicy.standard()
            .withDeadline(Duration.ofSeconds(30))
            .withRetry(RetryPolicy.standard().withAttemptTimeout(Duration.ofSeconds(15)));

    private final StormTokens tokens = new StormTokens(SMALL.users());

    @Test
    void runWhenHandclaspThenOneCallForEachTokenAndNoWrongAdmission() {
        ExecutorService http = Executors.newFixedThreadPool(2);
        try (StormAuthService service = new StormAuthService(tokens.subjects(), tokens.jwks());
                Contestant handclasp = new HandclaspContestant(
                        TokenVerifiers.introspection(service.introspection())
                                .clientSecretBasic("chat", Secret.of("not-a-real-secret"))
                                .httpClient(
                                        HttpClient.newBuilder().executor(http).build())
                                .build(),
                        PATIENT,
                        TimeSource.system())) {
            StormResult result = SMALL.run(handclasp, service, Scenario.COLD, tokens, 1);

            assertThat(result.wronglyAdmitted()).isZero();
            assertThat(result.wronglyRefused()).isZero();
            assertThat(result.lostOrDoubled()).isZero();
            // A token each of 50 users, and the forgeries of some of them, which are remembered for a second only.
            assertThat(result.authCalls()).isBetween(50, 100);
            assertThat(result.row("cold", "Handclasp")).contains("0 / 0 / 0");
        } finally {
            http.shutdownNow();
        }
    }

    @Test
    void runWhenAContestantAdmitsEverybodyThenItIsSeen() {
        Contestant careless = new Contestant() {
            @Override
            public CompletableFuture<Answer> authenticate(String token) {
                return CompletableFuture.completedFuture(Answer.admitted("user-0"));
            }

            @Override
            public void close() {}
        };
        try (StormAuthService service = new StormAuthService(tokens.subjects(), tokens.jwks())) {
            assertThat(SMALL.run(careless, service, Scenario.COLD, tokens, 1).wronglyAdmitted())
                    .isGreaterThan(200);
        }
    }

    @Test
    void runWhenAContestantRefusesGoodTokensThenItIsSeen() {
        Contestant strict = new Contestant() {
            @Override
            public CompletableFuture<Answer> authenticate(String token) {
                return CompletableFuture.completedFuture(Answer.refused());
            }

            @Override
            public void close() {}
        };
        try (StormAuthService service = new StormAuthService(tokens.subjects(), tokens.jwks())) {
            StormResult result = SMALL.run(strict, service, Scenario.COLD, tokens, 1);

            assertThat(result.wronglyRefused()).isEqualTo(result.handshakes());
            assertThat(result.admittedAtOnce()).isZero();
            assertThat(result.row("cold", "strict")).contains("not within the run");
        }
    }
}
