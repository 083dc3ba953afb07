package io.handclasp.validator.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.Environment;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.CheckState;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.resilience.DegradedPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.TransportVerifier;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an authenticator does under rehearsed faults, and that checks of it can fail. */
class RehearsedFaultsTests {
    private AuthHost host;

    @BeforeEach
    void open() throws IOException {
        host = new AuthHost();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private CheckRun runWith(UnaryOperator<ResiliencePolicy> change) {
        return host.run(
                host.authenticator(host.authService(), builder -> builder.resilience(change.apply(AuthHost.policy()))));
    }

    /** A verifier of a host's own over another one: how it asks is up to it. */
    private record Wrapped(
            TransportVerifier inner,
            Function<CompletionStage<Verification>, CompletionStage<Verification>> answer,
            int asks)
            implements TransportVerifier {
        @Override
        public TransportVerifier withTransport(UnaryOperator<VerifierTransport> decorator) {
            return new Wrapped(inner.withTransport(decorator), answer, asks);
        }

        @Override
        public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
            CompletableFuture<Verification> first =
                    inner.verify(token, deadline).toCompletableFuture();
            // Impatient: what is not answered at once is asked again.
            for (int i = 1; i < asks && !first.isDone(); i++) {
                inner.verify(token, deadline);
            }
            return answer.apply(first);
        }
    }

    @Test
    void retryWhenNoSecondAttemptFitsTheDeadlineThenTheCheckFails() {
        CheckRun run = runWith(policy -> policy.withDeadline(Duration.ofSeconds(4))
                .withRetry(RetryPolicy.standard().withAttemptTimeout(Duration.ofSeconds(4))));

        assertThat(run.in(CheckState.FAILED)).containsOnlyKeys("auth.retry");
        assertThat(run.outcome("auth.retry").message())
                .isEqualTo("one call was lost, and of up to 5 attempts no other one made it good: the handshake was not"
                        + " judged: CONNECTION_FAILED");
    }

    @Test
    void retryWhenThePolicyHasOneAttemptThenOneIsMade() {
        CheckRun run = runWith(policy -> policy.withRetry(policy.retry().withMaxAttempts(1)));

        assertThat(run.outcome("auth.retry").message()).isEqualTo("the policy has one attempt only, and one was made");
    }

    @Test
    void breakerWhenNoFailureCountsThenItStaysClosedAndTheCheckFails() {
        // All trouble is taken for a wrong setting of this host, and that opens no breaker.
        Wrapped verifier = new Wrapped(
                host.authService(),
                answer -> answer.<CompletionStage<Verification>>handle((verdict, failure) -> failure == null
                                ? CompletableFuture.completedFuture(verdict)
                                : CompletableFuture.failedFuture(new VerifierUnavailableException(
                                        UnavailableReason.MISCONFIGURED, "whatever it was")))
                        .thenCompose(Function.identity()),
                1);

        CheckRun run = host.run(host.authenticator(verifier));

        assertThat(run.state("auth.breaker-opens")).isEqualTo(CheckState.FAILED);
        assertThat(run.outcome("auth.breaker-opens").message()).contains("breakers are still [CLOSED]");
        assertThat(run.outcome("auth.breaker-recovers").blockedBy()).contains("auth.breaker-opens");
    }

    @Test
    void breakerWhenTheServiceDoesNotComeBackThenRecoveryFails() throws Exception {
        AuthCheckSettings settings = settings(host.authService());
        RehearsalFacts facts = new RehearsalFacts();
        Deadline deadline = Deadline.after(Duration.ofSeconds(60), TimeSource.system());
        assertThat(facts.learn(settings, deadline).state()).isEqualTo(CheckState.PASSED);
        BreakerChecks breakers = new BreakerChecks(settings, facts);

        CheckOutcome away;
        CheckOutcome back;
        try (LogCapture log = LogCapture.start()) {
            host.server.down = true;
            away = breakers.recovers(deadline);
            host.server.down = false;
            back = breakers.recovers(deadline);
            assertThat(log.text()).contains("from CLOSED to OPEN");
        }

        assertThat(away.state()).isEqualTo(CheckState.FAILED);
        assertThat(away.message()).startsWith("the good token was still not judged");
        assertThat(back.state()).isEqualTo(CheckState.PASSED);
    }

    @Test
    void breakerWhenItIsOpenForLongThenRecoveryIsSkippedWithBothTimes() {
        WebSocketAuthenticator authenticator = host.authenticator(host.authService());
        CheckSource impatient = AuthenticationChecks.builder(authenticator, host.server.tokens())
                .samples(5)
                .patience(Duration.ofMillis(100))
                .build();

        assertThat(host.run(impatient).in(CheckState.SKIPPED))
                .containsOnlyKeys("auth.breaker-recovers")
                .containsEntry(
                        "auth.breaker-recovers",
                        "an open breaker tries again after PT0.6S, and the patience of these checks is PT0.1S");
    }

    @Test
    void singleFlightWhenTheVerifierAsksTwiceThenTheCheckFails() {
        // The base line is one request too: there the answer is at hand before the verifier asks again.
        AuthCheckSettings settings = settings(new Wrapped(host.authService(), Function.identity(), 2));
        CheckOutcome outcome = singleFlight(settings, 1);
        CheckOutcome mended = singleFlight(settings(host.authService()), 1);

        assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
        assertThat(outcome.message())
                .isEqualTo(
                        "20 handshakes with one token that came together made 2 of 1 requests that a single one makes");
        assertThat(mended.state()).isEqualTo(CheckState.PASSED);
    }

    private AuthCheckSettings settings(TokenVerifier verifier) {
        return new AuthCheckSettings(
                host.authenticator(verifier),
                host.server.tokens(),
                List.of(HandshakeCarriers.authorizationHeader()),
                Optional.empty(),
                request -> request,
                1,
                Duration.ofSeconds(1),
                Environment.PRODUCTION);
    }

    private static CheckOutcome singleFlight(AuthCheckSettings settings, int requests) {
        RehearsalFacts facts = new RehearsalFacts();
        facts.set(new RehearsalFacts.Facts(requests, true));
        try {
            return new SingleFlightCheck(settings, facts)
                    .run(Deadline.after(Duration.ofSeconds(60), TimeSource.system()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void singleFlightWhenFlightsAreNotSharedThenSkipped() {
        CheckRun run = runWith(policy -> policy.withCache(CachePolicy.none()));

        assertThat(run.in(CheckState.SKIPPED)).containsOnlyKeys("auth.single-flight");
    }

    @Test
    void degradedWhenAnotherVerifierJudgesThenItMustHaveKeysAndRefuseForgeries() {
        TokenVerifier credulous = (token, deadline) -> CompletableFuture.completedFuture(
                new Verification.Valid(Identity.builder("anybody").build()));
        TokenVerifier helpless = (token, deadline) -> CompletableFuture.failedFuture(
                new VerifierUnavailableException(UnavailableReason.KEYS_UNAVAILABLE, "no keys"));

        CheckOutcome good = degraded(DegradedPolicy.verifyLocally(host.jwks()));
        CheckOutcome admitsForgeries = degraded(DegradedPolicy.verifyLocally(credulous));
        CheckOutcome hasNoKeys = degraded(DegradedPolicy.verifyLocally(helpless));

        assertThat(good.message())
                .isEqualTo("another verifier admitted the good token, and a forged one was refused as BAD_SIGNATURE");
        assertThat(admitsForgeries.state()).isEqualTo(CheckState.FAILED);
        assertThat(admitsForgeries.message()).isEqualTo("the other verifier admitted a forged token");
        assertThat(hasNoKeys.state()).isEqualTo(CheckState.FAILED);
        assertThat(hasNoKeys.message()).startsWith("another verifier should have judged the good token");
    }

    private CheckOutcome degraded(DegradedPolicy policy) {
        return runWith(standard -> standard.withDegraded(policy)).outcome("auth.degraded");
    }

    @Test
    void degradedWhenVerdictsAreReusedThenAKnownTokenIsAdmittedAndAnUnknownOneSentAway() {
        CheckRun waited = runWith(policy -> policy.withDegraded(DegradedPolicy.reuseVerdict(Duration.ofMinutes(5)))
                .withCache(policy.cache().withTtl(Duration.ofMillis(200))));
        CheckRun impatient = runWith(policy -> policy.withDegraded(DegradedPolicy.reuseVerdict(Duration.ofMinutes(5))));

        assertThat(waited.outcome("auth.degraded").state()).isEqualTo(CheckState.PASSED);
        assertThat(waited.outcome("auth.degraded").message())
                .contains("a known token was admitted, and an unknown one");
        assertThat(impatient.outcome("auth.degraded").state()).isEqualTo(CheckState.SKIPPED);
        assertThat(impatient.outcome("auth.degraded").message()).contains("PT30S (cache.ttl)");
    }

    @Test
    void degradedWhenItFailsClosedThenClientsAreToldToComeBack() {
        assertThat(runWith(policy -> policy).outcome("auth.degraded").message())
                .startsWith("nobody could judge, and a good token was told to come back in ");
    }

    @Test
    void rehearsalWhenTheVerifierHasNoTransportThenAllOfItIsSkippedWithThatReason() {
        TokenVerifier direct = TokenVerifiers.blocking(
                token -> new Verification.Valid(
                        Identity.builder(TokenForgery.claimedSubject(token).orElseThrow())
                                .build()),
                Runnable::run);

        CheckRun run = host.run(host.authenticator(direct));

        assertThat(run.outcome("auth.rehearsal").message()).startsWith("faults cannot be rehearsed: verifier was ");
        assertThat(run.in(CheckState.SKIPPED))
                .containsOnlyKeys(
                        "auth.rehearsal",
                        "auth.retry",
                        "auth.breaker-opens",
                        "auth.breaker-recovers",
                        "auth.single-flight",
                        "auth.degraded");
        assertThat(run.outcome("auth.samples").message()).startsWith("10 of 10 good handshakes");
    }

    @Test
    void rehearsalWhenTokensAreJudgedWithKeysThenWhatIsAboutCallsIsSkippedAndTheRestPasses() {
        CheckRun run = host.run(host.authenticator(host.jwks()));

        assertThat(run.in(CheckState.SKIPPED))
                .containsOnlyKeys("auth.retry", "auth.breaker-opens", "auth.breaker-recovers", "auth.degraded")
                .containsEntry("auth.retry", RehearsalFacts.NO_CALLS);
        assertThat(run.state("auth.single-flight")).isEqualTo(CheckState.PASSED);
        assertThat(run.in(CheckState.FAILED)).isEmpty();
        assertThat(run.in(CheckState.UNKNOWN)).isEmpty();
    }

    @Test
    void faultsWhenTheyWereRehearsedThenTheHostsOwnNoticedNothing() {
        WebSocketAuthenticator authenticator = host.authenticator(host.authService());

        host.run(authenticator);

        assertThat(authenticator.health().counts().unavailable()).isZero();
        assertThat(authenticator.breakers().values())
                .allMatch(state -> state.name().equals("CLOSED"));
    }

    @Test
    void runWhenItIsOverThenNoThreadIsLeft() {
        ThreadCensus census = ThreadCensus.take();
        VerifierTransport inProcess = (request, deadline) -> {
            boolean forged =
                    !request.headers().getOrDefault("Authorization", "").equals("Bearer good-token");
            return CompletableFuture.completedFuture(
                    new TransportResponse(forged ? 401 : 200, Map.of(), "{\"good\":" + !forged + "}"));
        };
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .resilience(AuthHost.policy())
                .verifier(TokenVerifiers.authService(host.server.uri("/validate"))
                        .mapper(answer -> Optional.of(
                                answer.status() == 200
                                        ? new Verification.Valid(
                                                Identity.builder("alice").build())
                                        : new Verification.Invalid(RejectReason.INACTIVE)))
                        .transport(inProcess)
                        .build())
                .build()) {
            CheckRun run = CheckRun.of(
                    AuthenticationChecks.builder(authenticator, TestTokens.of(() -> Secret.of("good-token")))
                            .samples(20)
                            .build());
            assertThat(run.in(CheckState.FAILED)).isEmpty();
            assertThat(run.state("auth.breaker-recovers")).isEqualTo(CheckState.PASSED);
        }

        census.assertNoneLeft(Duration.ofSeconds(20));
    }
}
