package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.BreakerState;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.revocation.InMemoryRevocations;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.testing.FakeTransport;
import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class WebSocketAuthenticatorTests {
    private static final String SECRET = "eyJhbGciOiJub25lIn0.c2VjcmV0LXBheWxvYWQ.c2lnbmF0dXJl";

    private final ManualScheduler scheduler = new ManualScheduler();
    private final ScriptedVerifier judge = new ScriptedVerifier();

    private WebSocketAuthenticator authenticator() {
        return WebSocketAuthenticator.builder()
                .verifier(judge)
                .execution(Runnable::run, scheduler)
                .timeSource(scheduler.time())
                .build();
    }

    private static HandshakeRequest withToken() {
        return withToken(SECRET);
    }

    private static HandshakeRequest withToken(String token) {
        return HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build();
    }

    @Test
    void authenticateWhenTokenIsGoodThenAuthenticated() {
        judge.thenValid();

        AuthOutcome outcome = authenticator().authenticate(withToken());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AuthOutcome.Authenticated.class,
                        admitted -> assertThat(admitted.identity().subject()).isEqualTo("ada"));
    }

    @Test
    void authenticateWhenTokenIsBadThenRejected() {
        judge.thenInvalid();

        assertThat(authenticator().authenticate(withToken())).isEqualTo(new AuthOutcome.Rejected(RejectReason.EXPIRED));
    }

    @Test
    void authenticateWhenTokenIsMissingThenRejectedWithoutACall() {
        assertThat(authenticator().authenticate(HandshakeRequest.builder().build()))
                .isEqualTo(new AuthOutcome.Rejected(RejectReason.MISSING_TOKEN));
        assertThat(judge.calls()).isZero();
    }

    @Test
    void authenticateWhenTwoTokensDifferThenRejectedWithoutACall() {
        HandshakeRequest two = HandshakeRequest.builder()
                .header("Authorization", "Bearer one")
                .header("Sec-WebSocket-Protocol", "bearer, other")
                .build();

        assertThat(authenticator().authenticate(two)).isEqualTo(new AuthOutcome.Rejected(RejectReason.AMBIGUOUS_TOKEN));
        assertThat(judge.calls()).isZero();
    }

    @Test
    void authenticateWhenHeaderIsNonsenseThenMalformed() {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Authorization", "Bearer two words")
                .build();

        assertThat(authenticator().authenticate(request))
                .isEqualTo(new AuthOutcome.Rejected(RejectReason.MALFORMED_REQUEST));
    }

    @Test
    void authenticateWhenAuthServiceFailsThenUnavailableAndNever401() {
        judge.thenUnavailable(UnavailableReason.MISCONFIGURED);

        assertThat(authenticator().authenticate(withToken()))
                .isInstanceOfSatisfying(AuthOutcome.Unavailable.class, refused -> {
                    assertThat(refused.cause()).isEqualTo(UnavailableReason.MISCONFIGURED);
                    assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
                });
    }

    @Test
    void authenticateWhenAuthServiceNamesALongerWaitThenTheClientIsToldIt() {
        judge.thenOverloaded(Duration.ofSeconds(60));

        assertThat(authenticator().authenticate(withToken()))
                .isInstanceOfSatisfying(
                        AuthOutcome.Unavailable.class,
                        refused -> assertThat(refused.retryAfter())
                                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120)));
    }

    @Test
    void authenticateWhenVerifierHasABugThenErroredAndTheLogTellsWithoutTheToken() {
        judge.thenThrow(new IllegalStateException("cannot parse " + SECRET));
        try (LogCapture log = LogCapture.start()) {
            AuthOutcome.Errored errored = (AuthOutcome.Errored) authenticator().authenticate(withToken());

            assertThat(log.text()).contains(errored.incidentId()).contains("IllegalStateException");
            log.assertDoesNotContain(SECRET);
        }
    }

    @Test
    void authenticateWhenMisconfiguredThenTheLogTellsWhatToMendOnceInTenSeconds() {
        judge.thenUnavailable(UnavailableReason.MISCONFIGURED);
        WebSocketAuthenticator authenticator = authenticator();
        try (LogCapture log = LogCapture.start()) {
            for (int i = 0; i < 50; i++) {
                authenticator.authenticate(withToken());
            }
            assertThat(warnings(log)).isOne();
            scheduler.advance(Duration.ofSeconds(10));
            authenticator.authenticate(withToken());

            assertThat(warnings(log)).isEqualTo(2);
            log.assertDoesNotContain(SECRET);
        }
    }

    private static long warnings(LogCapture log) {
        return log.messages().stream()
                .filter(message -> message.contains("no token can be judged: MISCONFIGURED: scripted"))
                .count();
    }

    @Test
    void authenticateWhenExtractorHasABugThenErrored() {
        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(judge)
                .extractor(request -> {
                    throw new IllegalStateException("bug");
                })
                .execution(Runnable::run, scheduler)
                .build();

        assertThat(authenticator.authenticate(withToken())).isInstanceOf(AuthOutcome.Errored.class);
    }

    @Test
    void authenticateAsyncWhenAuthServiceHangsThenUnavailableByTheDeadlineAndNothingIsLeft() {
        judge.thenHang();
        CompletableFuture<AuthOutcome> outcome =
                authenticator().authenticateAsync(withToken()).toCompletableFuture();

        scheduler.advance(Duration.ofSeconds(3));

        assertThat(outcome.join())
                .isInstanceOfSatisfying(
                        AuthOutcome.Unavailable.class,
                        refused -> assertThat(refused.cause()).isEqualTo(UnavailableReason.TIMEOUT));
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void authenticateAsyncWhenExecutorIsStuckThenStillAnsweredAtTheDeadline() {
        judge.thenHang();
        Queue<Runnable> stuck = new ArrayDeque<>();
        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(judge)
                .execution(stuck::add, scheduler)
                .timeSource(scheduler.time())
                .build();
        CompletableFuture<AuthOutcome> outcome =
                authenticator.authenticateAsync(withToken()).toCompletableFuture();
        judge.call(0).complete(ScriptedVerifier.valid());
        assertThat(outcome).isNotDone();

        scheduler.advance(Duration.ofSeconds(3));

        assertThat(outcome.join()).isInstanceOf(AuthOutcome.Unavailable.class);
        assertThat(stuck).hasSize(1);
    }

    @Test
    void authenticateWhenFloodedWithBadTokensThenBreakerStaysClosedAndGoodOnesAreAdmitted() {
        for (int i = 0; i < 5_000; i++) {
            judge.thenInvalid();
        }
        judge.thenValid();
        WebSocketAuthenticator authenticator = authenticator();

        for (int i = 0; i < 5_000; i++) {
            assertThat(authenticator.authenticate(withToken("bad-" + i))).isInstanceOf(AuthOutcome.Rejected.class);
        }

        assertThat(authenticator.breakers()).containsValue(BreakerState.CLOSED).hasSize(1);
        assertThat(authenticator.authenticate(withToken())).isInstanceOf(AuthOutcome.Authenticated.class);
    }

    @Test
    void authenticateWhenThreadIsInterruptedThenUnavailableAndFlagIsKept() {
        judge.thenHang();
        Thread.currentThread().interrupt();

        AuthOutcome outcome = authenticator().authenticate(withToken());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isInstanceOf(AuthOutcome.Unavailable.class);
    }

    @Test
    void closeWhenThreadsAreItsOwnThenHandshakesUnderWayAreAnsweredAndNoThreadIsLeft() throws InterruptedException {
        ThreadCensus before = ThreadCensus.take();
        judge.thenHang();
        CompletableFuture<AuthOutcome> underWay;
        try (WebSocketAuthenticator authenticator =
                WebSocketAuthenticator.builder().verifier(judge).build()) {
            underWay = authenticator.authenticateAsync(withToken()).toCompletableFuture();
            assertThat(underWay).isNotDone();
        }

        assertThat(underWay.join())
                .isInstanceOfSatisfying(
                        AuthOutcome.Unavailable.class,
                        refused -> assertThat(refused.cause()).isEqualTo(UnavailableReason.SHUT_DOWN));
        before.assertNoneLeft(Duration.ofSeconds(10));
    }

    @Test
    void authenticateWhenClosedThenUnavailable() {
        WebSocketAuthenticator authenticator = authenticator();
        authenticator.close();
        authenticator.close();

        assertThat(authenticator.authenticate(withToken())).isInstanceOf(AuthOutcome.Unavailable.class);
    }

    @Test
    void authenticateWhenManyUsersAtOnceThenEachGetsHisOwnIdentity() throws InterruptedException {
        ExecutorService host = Executors.newFixedThreadPool(8);
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(TokenVerifiers.blocking(
                        token -> new Verification.Valid(
                                Identity.builder(token.reveal()).build()),
                        host))
                // Eight threads judge two thousand at once: what waits in the host's queue counts against the attempt.
                .resilience(ResiliencePolicy.standard()
                        .withDeadline(Duration.ofSeconds(30))
                        .withRetry(RetryPolicy.standard().withAttemptTimeout(Duration.ofSeconds(30))))
                .build()) {
            int users = 2_000;
            CountDownLatch answered = new CountDownLatch(users);
            Queue<String> mixedUp = new java.util.concurrent.ConcurrentLinkedQueue<>();
            for (int i = 0; i < users; i++) {
                String user = "user-" + i;
                HandshakeRequest request = HandshakeRequest.builder()
                        .header("Authorization", "Bearer " + user)
                        .build();
                authenticator.authenticateAsync(request).thenAccept(outcome -> {
                    if (!(outcome instanceof AuthOutcome.Authenticated admitted)
                            || !admitted.identity().subject().equals(user)) {
                        mixedUp.add(user + " got " + outcome);
                    }
                    answered.countDown();
                });
            }

            assertThat(answered.await(30, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
            assertThat(mixedUp).isEmpty();
        } finally {
            host.shutdownNow();
        }
    }

    @Test
    void rehearsalWhenItsTransportFailsThenItsOwnBreakerOpensAndTheOriginalNoticesNothing() {
        FakeTransport real = new FakeTransport().always(200, "{\"active\":true,\"sub\":\"ada\"}");
        FakeTransport broken = new FakeTransport().alwaysFail(UnavailableReason.CONNECTION_FAILED);
        WebSocketAuthenticator original = WebSocketAuthenticator.builder()
                .verifier(TokenVerifiers.introspection(URI.create("https://auth.example/introspect"))
                        .clientSecretBasic("chat", Secret.of("hush-hush"))
                        .transport(real)
                        .build())
                .execution(Runnable::run, scheduler)
                .timeSource(scheduler.time())
                .build();

        try (WebSocketAuthenticator rehearsal = original.rehearsal(transport -> broken)) {
            for (int i = 0; i < 100; i++) {
                rehearsal.authenticateAsync(withToken("token-" + i));
            }
            scheduler.advance(Duration.ofSeconds(1));
            assertThat(rehearsal.breakers()).containsValue(BreakerState.OPEN);
        }

        assertThat(real.calls()).isEmpty();
        assertThat(original.breakers()).containsValue(BreakerState.CLOSED);
        assertThat(original.authenticate(withToken())).isInstanceOf(AuthOutcome.Authenticated.class);
    }

    @Test
    void rehearsalWhenVerifierHasNoTransportThenSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> authenticator().rehearsal(transport -> transport))
                .withMessageContaining("scripted");
    }

    @Test
    void buildWhenVerifierIsMissingThenSaysWhatToCall() {
        assertThatIllegalStateException()
                .isThrownBy(() -> WebSocketAuthenticator.builder().build())
                .withMessageContaining("verifier");
    }

    @Test
    void confirmWhenRevocationsAreNoLongerCompleteThenOnlyWhatTheJudgeSaysNowHolds() {
        judge.thenValid();
        InMemoryRevocations revocations = Revocations.inMemory(1, Duration.ofHours(1), scheduler.time());
        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(judge)
                .revocations(revocations)
                .execution(Runnable::run, scheduler)
                .timeSource(scheduler.time())
                .build();
        AuthOutcome.Authenticated fresh = (AuthOutcome.Authenticated) authenticator.authenticate(withToken());
        AuthOutcome.Authenticated cached = (AuthOutcome.Authenticated) authenticator.authenticate(withToken());

        revocations.revoke(new Revocation.OfToken(Optional.empty(), "t1"));
        revocations.revoke(new Revocation.OfToken(Optional.empty(), "t2"));

        assertThat(authenticator.confirm(fresh)).isEqualTo(fresh);
        assertThat(authenticator.confirm(cached))
                .isInstanceOfSatisfying(
                        AuthOutcome.Unavailable.class,
                        refused -> assertThat(refused.cause()).isEqualTo(UnavailableReason.REVOCATIONS_INCOMPLETE));
    }
}
