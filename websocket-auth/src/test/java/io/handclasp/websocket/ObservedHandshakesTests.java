package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.Status;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthEvent.HandshakeDecided;
import io.handclasp.websocket.observe.AuthEvent.Outcome;
import io.handclasp.websocket.observe.AuthListener;
import io.handclasp.websocket.observe.HandshakeCounts;
import io.handclasp.websocket.observe.HealthPolicy;
import io.handclasp.websocket.testing.FakeTransport;
import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Each handshake is reported exactly once, as what the host was answered. */
class ObservedHandshakesTests {
    private final ManualScheduler scheduler = new ManualScheduler();
    private final ScriptedVerifier judge = new ScriptedVerifier();
    private final List<AuthEvent> events = new ArrayList<>();

    private WebSocketAuthenticatorBuilder builder() {
        return WebSocketAuthenticator.builder()
                .verifier(judge)
                .execution(Runnable::run, scheduler)
                .timeSource(scheduler.time())
                .listener(decisions(events));
    }

    /** Calls and breakers are reported, too; here it is about handshakes. */
    private static AuthListener decisions(Collection<? super AuthEvent> to) {
        return event -> {
            if (event instanceof HandshakeDecided) {
                to.add(event);
            }
        };
    }

    private static HandshakeRequest bearing(String token) {
        return HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private static HandshakeDecided decided(
            Outcome outcome, String detail, String source, int attempts, Duration took) {
        return new HandshakeDecided(outcome, detail, source, false, attempts, took);
    }

    @Test
    void authenticateWhenTokenIsGoodThenReportedWithItsEvidence() {
        judge.thenUnavailable(UnavailableReason.SERVER_ERROR).thenValid();
        WebSocketAuthenticator authenticator = builder().build();

        authenticator.authenticateAsync(bearing("abc"));
        scheduler.advance(Duration.ofSeconds(1));

        assertThat(events).singleElement().isInstanceOfSatisfying(HandshakeDecided.class, event -> {
            assertThat(event.outcome()).isEqualTo(Outcome.AUTHENTICATED);
            assertThat(event.source()).isEqualTo("FRESH");
            assertThat(event.attempts()).isEqualTo(2);
            assertThat(event.elapsed()).isLessThanOrEqualTo(Duration.ofMillis(20));
        });
    }

    @Test
    void authenticateWhenTokenIsBadThenReportedWithReasonAndEvidence() {
        judge.thenInvalid();

        builder().build().authenticate(bearing("abc"));

        assertThat(events).containsExactly(decided(Outcome.REJECTED, "EXPIRED", "FRESH", 1, Duration.ZERO));
    }

    @Test
    void authenticateAsyncWhenBadVerdictComesLaterThenReportedWithItsEvidence() {
        judge.thenHang();
        builder().build().authenticateAsync(bearing("abc"));
        scheduler.advance(Duration.ofMillis(40));
        assertThat(events).isEmpty();

        judge.call(0).complete(new Verification.Invalid(RejectReason.REVOKED));

        assertThat(events).containsExactly(decided(Outcome.REJECTED, "REVOKED", "FRESH", 1, Duration.ofMillis(40)));
    }

    @Test
    void authenticateWhenThereIsNoTokenThenReportedAndLeftOutOfTheRate() {
        WebSocketAuthenticator authenticator = builder().build();

        authenticator.authenticate(HandshakeRequest.builder().build());

        assertThat(events).containsExactly(decided(Outcome.REJECTED, "MISSING_TOKEN", "", 0, Duration.ZERO));
        assertThat(authenticator.health().counts().unasked()).isOne();
        assertThat(authenticator.health().counts().counted()).isZero();
        assertThat(authenticator.health().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void authenticateWhenHostsCodeFailsThenReportedWithTheIncidentOfTheAnswer() {
        judge.thenThrow(new IllegalStateException("bug"));

        AuthOutcome.Errored errored = (AuthOutcome.Errored) builder().build().authenticate(bearing("abc"));

        assertThat(events).containsExactly(decided(Outcome.ERRORED, errored.incidentId(), "", 0, Duration.ZERO));
    }

    @Test
    void authenticateWhenThreadIsInterruptedThenReportedOnceAlthoughAVerdictFollows() {
        judge.thenHang();
        Thread.currentThread().interrupt();

        builder().build().authenticate(bearing("abc"));
        assertThat(Thread.interrupted()).isTrue();
        judge.call(0).complete(ScriptedVerifier.valid());

        assertThat(events).containsExactly(decided(Outcome.UNAVAILABLE, "SHUT_DOWN", "", 0, Duration.ZERO));
    }

    @Test
    void authenticateWhenExecutorIsStuckThenTheTimeoutIsReportedAndTheLateVerdictIsNot() {
        judge.thenHang();
        Queue<Runnable> stuck = new ArrayDeque<>();
        builder().execution(stuck::add, scheduler).build().authenticateAsync(bearing("abc"));
        judge.call(0).complete(ScriptedVerifier.valid());

        scheduler.advance(Duration.ofSeconds(3));
        stuck.forEach(Runnable::run);

        assertThat(events).containsExactly(decided(Outcome.UNAVAILABLE, "TIMEOUT", "", 0, Duration.ofSeconds(3)));
    }

    @Test
    void closeWhenHandshakesAreUnderWayThenEachIsReportedOnce() {
        judge.thenHang();
        WebSocketAuthenticator authenticator = builder().build();
        authenticator.authenticateAsync(bearing("one"));
        authenticator.authenticateAsync(bearing("two"));

        authenticator.close();
        authenticator.authenticate(bearing("three"));
        scheduler.advance(Duration.ofSeconds(10));

        assertThat(events).hasSize(3).containsOnly(decided(Outcome.UNAVAILABLE, "SHUT_DOWN", "", 0, Duration.ZERO));
    }

    @Test
    void authenticateAsyncWhenTheHostHearsOfTheOutcomeThenItHasBeenReportedBefore() {
        judge.thenHang();
        List<Integer> reportedBefore = new ArrayList<>();
        builder().build().authenticateAsync(bearing("abc")).thenAccept(outcome -> reportedBefore.add(events.size()));

        judge.call(0).complete(ScriptedVerifier.valid());

        assertThat(reportedBefore).containsExactly(1);
    }

    @Test
    void authenticateWhenAListenerThrowsThenTheAnswerIsTheSame() {
        judge.thenValid();
        WebSocketAuthenticator authenticator = builder()
                .listener(event -> {
                    throw new IllegalStateException("listener");
                })
                .build();

        assertThat(authenticator.authenticate(bearing("abc"))).isInstanceOf(AuthOutcome.Authenticated.class);
        assertThat(authenticator.authenticateAsync(bearing("abc")).toCompletableFuture())
                .isCompletedWithValueMatching(AuthOutcome.Authenticated.class::isInstance);
    }

    @Test
    void rehearsalWhenItsAuthServiceIsDownThenTheOriginalsHealthAndListenersNoticeNothing() {
        WebSocketAuthenticator original = builder()
                .verifier(TokenVerifiers.introspection(URI.create("https://auth.example/introspect"))
                        .clientSecretBasic("chat", Secret.of("hush-hush"))
                        .transport(new FakeTransport())
                        .build())
                .build();
        FakeTransport broken = new FakeTransport().alwaysFail(UnavailableReason.MISCONFIGURED);

        WebSocketAuthenticator rehearsal = original.rehearsal(transport -> broken);
        rehearsal.authenticate(bearing("abc"));

        assertThat(events).isEmpty();
        assertThat(original.health().counts().handshakes()).isZero();
        assertThat(rehearsal.health().counts().unavailable()).isOne();
    }

    @Test
    void authenticateWhenManyThreadsAndSlowVerdictsThenEventsAndCountsAddUp() throws InterruptedException {
        int handshakes = 4_000;
        Queue<AuthEvent> seen = new ConcurrentLinkedQueue<>();
        ExecutorService host = Executors.newFixedThreadPool(4);
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(TokenVerifiers.blocking(
                        token -> token.reveal().endsWith("0")
                                ? new Verification.Invalid(RejectReason.INACTIVE)
                                : new Verification.Valid(
                                        Identity.builder(token.reveal()).build()),
                        host))
                .execution(host, timer)
                .health(HealthPolicy.standard().withWindow(Duration.ofHours(1)))
                .listener(decisions(seen))
                .build()) {
            CountDownLatch answered = new CountDownLatch(handshakes);
            Queue<AuthOutcome> outcomes = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < handshakes; i++) {
                authenticator.authenticateAsync(bearing("t" + i)).thenAccept(outcome -> {
                    outcomes.add(outcome);
                    answered.countDown();
                });
            }

            assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).hasSize(handshakes);
            HandshakeCounts counts = authenticator.health().counts();
            assertThat(counts.handshakes()).isEqualTo(handshakes);
            assertThat(counts.admitted()).isEqualTo(count(outcomes, AuthOutcome.Authenticated.class));
            assertThat(counts.rejected()).isEqualTo(count(outcomes, AuthOutcome.Rejected.class));
            assertThat(counts.unavailable()).isEqualTo(count(outcomes, AuthOutcome.Unavailable.class));
        } finally {
            host.shutdownNow();
            timer.shutdownNow();
        }
    }

    private static long count(Queue<AuthOutcome> outcomes, Class<?> type) {
        return outcomes.stream().filter(type::isInstance).count();
    }

    /** What a client and its judge may do. */
    enum Course {
        GOOD,
        BAD,
        OUTAGE,
        BUG,
        HANG,
        NO_TOKEN,
        EXTRACTOR_BUG,
        LATE_ANSWER,
        CANCELLED_BY_HOST
    }

    @Property(tries = 200)
    void handshakesWhenTheyTakeAnyCourseThenAsManyEventsAndCountsAsHandshakes(
            @ForAll @Size(max = 40) List<Course> courses, @ForAll boolean closedInTheMiddle) {
        ManualScheduler timers = new ManualScheduler();
        List<AuthEvent> seen = new ArrayList<>();
        List<CompletableFuture<AuthOutcome>> answers = new ArrayList<>();
        List<CompletableFuture<Verification>> late = new ArrayList<>();
        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier((token, limit) -> judgement(Course.valueOf(token.reveal()), late))
                .extractor(request -> {
                    if (request.path().equals("/EXTRACTOR_BUG")) {
                        throw new IllegalStateException("bug");
                    }
                    return TokenExtractors.standard().extract(request);
                })
                .execution(Runnable::run, timers)
                .timeSource(timers.time())
                .health(HealthPolicy.standard().withWindow(Duration.ofHours(1)))
                .listener(decisions(seen))
                .build();
        for (int i = 0; i < courses.size(); i++) {
            if (closedInTheMiddle && i == courses.size() / 2) {
                authenticator.close();
            }
            CompletableFuture<AuthOutcome> answer =
                    authenticator.authenticateAsync(request(courses.get(i))).toCompletableFuture();
            answers.add(answer);
            if (courses.get(i) == Course.CANCELLED_BY_HOST) {
                answer.cancel(true);
            }
            timers.advance(Duration.ofMillis(10));
        }
        late.forEach(call -> call.complete(ScriptedVerifier.valid()));
        timers.advance(Duration.ofSeconds(5));

        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(seen).hasSameSizeAs(courses);
        assertThat(authenticator.health().counts().handshakes()).isEqualTo(courses.size());
        assertThat(seen.stream().map(event -> ((HandshakeDecided) event).outcome()))
                .containsExactlyInAnyOrderElementsOf(outcomes(answers));
    }

    private static HandshakeRequest request(Course course) {
        HandshakeRequest.Builder request = HandshakeRequest.builder().path("/" + course);
        return course == Course.NO_TOKEN
                ? request.build()
                : request.header("Authorization", "Bearer " + course).build();
    }

    private static CompletableFuture<Verification> judgement(
            Course course, List<CompletableFuture<Verification>> late) {
        return switch (course) {
            case BAD -> CompletableFuture.completedFuture(new Verification.Invalid(RejectReason.EXPIRED));
            case OUTAGE ->
                CompletableFuture.failedFuture(
                        new VerifierUnavailableException(UnavailableReason.SERVER_ERROR, "down"));
            case BUG -> CompletableFuture.failedFuture(new IllegalStateException("bug"));
            case HANG, CANCELLED_BY_HOST -> new CompletableFuture<>();
            case LATE_ANSWER -> {
                CompletableFuture<Verification> call = new CompletableFuture<>();
                late.add(call);
                yield call;
            }
            default -> CompletableFuture.completedFuture(ScriptedVerifier.valid());
        };
    }

    /** What the host was answered; one that cancelled its copy of the stage heard nothing, and the handshake timed out. */
    private static List<Outcome> outcomes(List<CompletableFuture<AuthOutcome>> answers) {
        return answers.stream()
                .map(answer -> answer.isCancelled() ? Outcome.UNAVAILABLE : outcomeOf(answer.join()))
                .toList();
    }

    private static Outcome outcomeOf(AuthOutcome outcome) {
        if (outcome instanceof AuthOutcome.Authenticated) {
            return Outcome.AUTHENTICATED;
        }
        if (outcome instanceof AuthOutcome.Rejected) {
            return Outcome.REJECTED;
        }
        return outcome instanceof AuthOutcome.Unavailable ? Outcome.UNAVAILABLE : Outcome.ERRORED;
    }
}
