package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ResilientVerifierTests {
    private static final Duration ATTEMPT = Duration.ofMillis(250);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Execution execution = Execution.of(Runnable::run, scheduler, scheduler.time());
    private final ScriptedVerifier judge = new ScriptedVerifier();
    private ResiliencePolicy policy = ResiliencePolicy.standard();
    private int tokens;

    private CompletableFuture<Judgement> ask(ResilientVerifier verifier) {
        // Each question is about another token: what is remembered and shared has tests of its own.
        BearerToken token = BearerToken.of("token-" + ++tokens);
        return verifier.judge(token, Deadline.after(policy.deadline(), scheduler.time()));
    }

    private CompletableFuture<Judgement> ask() {
        return ask(resilient());
    }

    private ResilientVerifier resilient() {
        return new ResilientVerifier(judge, policy, execution);
    }

    @Test
    void judgeWhenJudgeAnswersThenVerdictAfterOneAttempt() {
        judge.thenValid();

        Judgement judgement = ask().join();

        assertThat(judgement.verification()).isInstanceOf(Verification.Valid.class);
        assertThat(judgement.evidence()).isEqualTo(new Evidence(Evidence.Source.FRESH, 1, Duration.ZERO));
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void judgeWhenTokenIsBadThenNeverRetried() {
        judge.thenInvalid();

        assertThat(ask().join().verification()).isInstanceOf(Verification.Invalid.class);

        assertThat(judge.calls()).isOne();
    }

    @Test
    void judgeWhenJudgeFailsTwiceThenThirdAttemptAnswers() {
        judge.thenUnavailable(UnavailableReason.SERVER_ERROR)
                .thenUnavailable(UnavailableReason.CONNECTION_FAILED)
                .thenValid();

        CompletableFuture<Judgement> asked = ask();
        scheduler.advance(Duration.ofSeconds(1));

        assertThat(asked.join().evidence().attempts()).isEqualTo(3);
        assertThat(judge.calls()).isEqualTo(3);
    }

    @Test
    void judgeWhenJudgeHangsThenAttemptTimesOutAndIsCancelledAndTheNextAnswers() {
        judge.thenHang().thenValid();

        CompletableFuture<Judgement> asked = ask();
        scheduler.advance(ATTEMPT.minusMillis(1));
        assertThat(judge.call(0)).isNotDone();
        scheduler.advance(Duration.ofMillis(1));

        assertThat(judge.call(0)).isCancelled();
        scheduler.advance(Duration.ofSeconds(1));
        assertThat(asked.join().evidence().attempts()).isEqualTo(2);
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void judgeWhenJudgeNeverAnswersThenUnavailableByTheDeadlineAfterAllAttempts() {
        judge.thenHang();

        CompletableFuture<Judgement> asked = ask();
        scheduler.advance(policy.deadline());

        assertUnavailable(asked, UnavailableReason.TIMEOUT);
        assertThat(judge.calls()).isEqualTo(5);
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void judgeWhenAnAttemptCannotFinishInTimeThenItIsNotStarted() {
        policy = policy.withDeadline(Duration.ofMillis(400))
                .withRetry(policy.retry().withBackoff(Duration.ZERO, Duration.ZERO));
        judge.thenHang();

        CompletableFuture<Judgement> asked = ask();
        scheduler.advance(ATTEMPT);

        assertUnavailable(asked, UnavailableReason.TIMEOUT);
        assertThat(judge.calls()).isOne();
    }

    @Test
    void judgeWhenMisconfiguredThenNotRetried() {
        judge.thenUnavailable(UnavailableReason.MISCONFIGURED);

        assertUnavailable(ask(), UnavailableReason.MISCONFIGURED);

        assertThat(judge.calls()).isOne();
    }

    @Test
    void judgeWhenRetryAfterFitsThenItIsWaitedFor() {
        judge.thenOverloaded(Duration.ofSeconds(2)).thenValid();

        CompletableFuture<Judgement> asked = ask();
        scheduler.advance(Duration.ofMillis(1_999));
        assertThat(judge.calls()).isOne();
        scheduler.advance(Duration.ofMillis(1));

        assertThat(asked).isCompleted();
        assertThat(judge.calls()).isEqualTo(2);
    }

    @Test
    void judgeWhenRetryAfterDoesNotFitThenUnavailableAtOnceWithIt() {
        judge.thenOverloaded(Duration.ofSeconds(30));

        CompletableFuture<Judgement> asked = ask();

        assertThat(assertUnavailable(asked, UnavailableReason.OVERLOADED).retryAfter())
                .contains(Duration.ofSeconds(30));
        assertThat(judge.calls()).isOne();
    }

    @Test
    void judgeWhenBudgetIsSpentThenOutageIsNotMultiplied() {
        policy = policy.withRetry(policy.retry().withBudget(0.5, 1));
        judge.thenUnavailable(UnavailableReason.SERVER_ERROR);
        ResilientVerifier verifier = resilient();

        for (int i = 0; i < 40; i++) {
            CompletableFuture<Judgement> asked = ask(verifier);
            scheduler.advance(policy.deadline());
            assertThat(asked).isCompletedExceptionally();
        }

        // 40 first calls earn 20 retries at most, and one was there at the start.
        assertThat(judge.calls()).isBetween(40, 61);
    }

    @Test
    void judgeWhenFlawIsABugThenItIsNeitherVerdictNorRetried() {
        judge.thenThrow(new IllegalStateException("bug"));
        assertThat(ask()).isCompletedExceptionally();

        assertThatThrownBy(() -> ask().join()).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void breakerWhenFloodedWithBadTokensThenStaysClosed() {
        judge.thenInvalid();
        ResilientVerifier verifier = resilient();

        for (int i = 0; i < 10_000; i++) {
            assertThat(ask(verifier)).isCompleted();
        }

        assertThat(verifier.breakers()).containsEntry("scripted", BreakerState.CLOSED);
    }

    @Test
    void breakerWhenBadTokensAreJudgedSlowlyThenStaysClosed() {
        judge.thenHang();
        policy = policy.withRetry(policy.retry().withAttemptTimeout(Duration.ofSeconds(2)));
        ResilientVerifier verifier = resilient();

        for (int i = 0; i < 200; i++) {
            CompletableFuture<Judgement> asked = ask(verifier);
            scheduler.advance(Duration.ofMillis(1_500));
            judge.call(i).complete(new Verification.Invalid(RejectReason.BAD_SIGNATURE));
            assertThat(asked).isCompleted();
        }

        assertThat(verifier.breakers()).containsEntry("scripted", BreakerState.CLOSED);
    }

    @Test
    void breakerWhenUnknownKeysFloodDuringAKeyOutageThenStaysClosed() {
        judge.thenUnavailable(UnavailableReason.KEYS_STALE);
        ResilientVerifier verifier = resilient();

        for (int i = 0; i < 1_000; i++) {
            assertThat(ask(verifier)).isCompletedExceptionally();
        }

        assertThat(verifier.breakers()).containsEntry("scripted", BreakerState.CLOSED);
    }

    @Test
    void breakerWhenWaitsForKeysTimeOutThenStaysClosed() {
        TokenVerifier keys = new TokenVerifier() {
            @Override
            public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
                return new CompletableFuture<>();
            }

            @Override
            public UnavailableReason timeoutReason(CompletionStage<Verification> call) {
                return UnavailableReason.KEYS_UNAVAILABLE;
            }

            @Override
            public String name() {
                return "keys";
            }
        };
        ResilientVerifier verifier = new ResilientVerifier(keys, policy, execution);

        for (int i = 0; i < 200; i++) {
            CompletableFuture<Judgement> asked = ask(verifier);
            scheduler.advance(policy.deadline());
            assertUnavailable(asked, UnavailableReason.KEYS_UNAVAILABLE);
        }

        assertThat(verifier.breakers()).containsEntry("keys", BreakerState.CLOSED);
    }

    @Test
    void breakerWhenJudgeHangsThenOpensAndRefusesAtOnceWithoutACall() {
        judge.thenHang();
        ResilientVerifier verifier = open();
        int calls = judge.calls();

        assertUnavailable(ask(verifier), UnavailableReason.CIRCUIT_OPEN);

        assertThat(judge.calls()).isEqualTo(calls);
        assertThat(verifier.breakers()).containsEntry("scripted", BreakerState.OPEN);
    }

    @Test
    void breakerWhenTrialCallsHangThenTheirPermitsComeBack() {
        judge.thenHang();
        ResilientVerifier verifier = open();

        for (int round = 0; round < 3; round++) {
            scheduler.advance(policy.breaker().openFor().plusMillis(1));
            for (int i = 0; i < 10; i++) {
                ask(verifier);
            }
            scheduler.advance(policy.deadline());
            assertThat(verifier.breakers()).containsEntry("scripted", BreakerState.OPEN);
        }
        judge.thenValid();
        scheduler.advance(policy.breaker().openFor().plusMillis(1));
        // The script moves on with its next call; ten trials close the breaker again.
        for (int i = 0; i < 12; i++) {
            ask(verifier);
            scheduler.advance(ATTEMPT);
        }

        assertThat(ask(verifier)).isCompleted();
        assertThat(verifier.breakers()).containsEntry("scripted", BreakerState.CLOSED);
    }

    /** Lets more than 100 calls fail within the breaker's window, which is what the standard policy wants to see. */
    private ResilientVerifier open() {
        ResilientVerifier verifier = resilient();
        for (int i = 0; i < 60; i++) {
            ask(verifier);
        }
        scheduler.advance(Duration.ofSeconds(1));
        assertThat(judge.calls()).isGreaterThan(100);
        assertThat(verifier.breakers()).containsEntry("scripted", BreakerState.OPEN);
        return verifier;
    }

    @Test
    void breakerWhenOnePauseFailsAHundredCallsAmongManyGoodOnesThenStaysClosed() {
        judge.thenValid();
        ResilientVerifier verifier = resilient();
        for (int i = 0; i < 200; i++) {
            ask(verifier);
        }
        judge.thenHang();
        for (int i = 0; i < 101; i++) {
            ask(verifier);
        }

        scheduler.advance(ATTEMPT);

        assertThat(verifier.breakers()).containsEntry("scripted", BreakerState.CLOSED);
    }

    @Test
    void judgeWhenFirstEndpointFailsThenTheSecondIsAsked() {
        ScriptedVerifier internal = new ScriptedVerifier("internal").thenUnavailable(UnavailableReason.SERVER_ERROR);
        ScriptedVerifier external = new ScriptedVerifier("external").thenValid();
        ResilientVerifier verifier = new ResilientVerifier(both(internal, external), policy, execution);

        CompletableFuture<Judgement> asked = ask(verifier);
        scheduler.advance(Duration.ofSeconds(1));

        assertThat(asked.join().evidence().attempts()).isEqualTo(2);
        assertThat(external.calls()).isOne();
        assertThat(verifier.breakers()).containsOnlyKeys("internal", "external");
    }

    @Test
    void judgeWhenFirstEndpointIsSilentThenTheSecondIsAskedAndTheLoserIsCancelled() {
        policy = policy.withHedgeAfter(Duration.ofMillis(50));
        ScriptedVerifier internal = new ScriptedVerifier("internal").thenHang();
        ScriptedVerifier external = new ScriptedVerifier("external").thenValid();

        CompletableFuture<Judgement> asked = ask(new ResilientVerifier(both(internal, external), policy, execution));
        scheduler.advance(Duration.ofMillis(49));
        assertThat(external.calls()).isZero();
        scheduler.advance(Duration.ofMillis(1));

        assertThat(asked.join().evidence().attempts()).isEqualTo(2);
        assertThat(asked.join().evidence().elapsed()).isEqualTo(Duration.ofMillis(50));
        assertThat(internal.call(0)).isCancelled();
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void judgeWhenFirstEndpointAnswersInTimeThenNoHedge() {
        policy = policy.withHedgeAfter(Duration.ofMillis(50));
        ScriptedVerifier internal = new ScriptedVerifier("internal").thenHang();
        ScriptedVerifier external = new ScriptedVerifier("external").thenValid();
        CompletableFuture<Judgement> asked = ask(new ResilientVerifier(both(internal, external), policy, execution));

        internal.call(0).complete(new Verification.Invalid(RejectReason.EXPIRED));
        scheduler.advance(Duration.ofSeconds(1));

        assertThat(asked.join().verification()).isEqualTo(new Verification.Invalid(RejectReason.EXPIRED));
        assertThat(external.calls()).isZero();
    }

    @Test
    void judgeWhenBothEndpointsAreSilentThenRetriedAndUnavailableByTheDeadline() {
        policy = policy.withHedgeAfter(Duration.ofMillis(50));
        ScriptedVerifier internal = new ScriptedVerifier("internal").thenHang();
        ScriptedVerifier external = new ScriptedVerifier("external").thenHang();

        CompletableFuture<Judgement> asked = ask(new ResilientVerifier(both(internal, external), policy, execution));
        scheduler.advance(policy.deadline());

        assertUnavailable(asked, UnavailableReason.TIMEOUT);
        assertThat(internal.calls()).isEqualTo(5);
        assertThat(external.calls()).isEqualTo(5);
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void judgeWhenBudgetIsSpentThenNoHedge() {
        policy = policy.withHedgeAfter(Duration.ofMillis(50))
                .withRetry(policy.retry().withMaxAttempts(1).withBudget(0, 1));
        ScriptedVerifier internal = new ScriptedVerifier("internal").thenHang();
        ScriptedVerifier external = new ScriptedVerifier("external").thenHang();
        ResilientVerifier verifier = new ResilientVerifier(both(internal, external), policy, execution);

        ask(verifier);
        ask(verifier);
        scheduler.advance(policy.deadline());

        assertThat(internal.calls()).isEqualTo(2);
        assertThat(external.calls()).isOne();
    }

    private static TokenVerifier both(TokenVerifier first, TokenVerifier second) {
        return new TokenVerifier() {
            @Override
            public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
                return first.verify(token, deadline);
            }

            @Override
            public List<TokenVerifier> endpoints() {
                return List.of(first, second);
            }
        };
    }

    @Test
    void judgeWhenSchedulerIsShutDownThenUnavailable() {
        judge.thenHang();
        scheduler.shutdown();

        assertUnavailable(ask(), UnavailableReason.SHUT_DOWN);
        assertThat(judge.call(0)).isCancelled();
    }

    @Test
    void judgeWhenExecutorRefusesTheRetryThenShed() {
        judge.thenUnavailable(UnavailableReason.SERVER_ERROR);
        Execution refusing = Execution.of(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                scheduler,
                scheduler.time());

        CompletableFuture<Judgement> asked = ask(new ResilientVerifier(judge, policy, refusing));
        scheduler.advance(Duration.ofSeconds(1));

        assertUnavailable(asked, UnavailableReason.SHED);
    }

    private static VerifierUnavailableException assertUnavailable(
            CompletableFuture<Judgement> asked, UnavailableReason reason) {
        assertThat(asked).isCompletedExceptionally();
        VerifierUnavailableException failure = (VerifierUnavailableException)
                asked.handle((value, thrown) -> thrown).join();
        assertThat(failure.reason()).isEqualTo(reason);
        return failure;
    }

    @Test
    void breakerWhenOneTokenMakesTheJudgeFailAgainAndAgainThenStaysClosed() {
        judge.thenUnavailable(UnavailableReason.SERVER_ERROR);
        policy = policy.withRetry(policy.retry().withMaxAttempts(1));
        ResilientVerifier verifier = resilient();

        for (int i = 0; i < 200; i++) {
            verifier.judge(BearerToken.of("poison"), Deadline.after(policy.deadline(), scheduler.time()));
        }

        assertThat(judge.calls()).isEqualTo(200);
        assertThat(verifier.breakers()).containsEntry("scripted", BreakerState.CLOSED);
    }

    @Test
    void breakerWhenAnEndpointIsAlwaysSilentAndTheHedgeWinsThenItsBreakerOpens() {
        policy = policy.withHedgeAfter(Duration.ofMillis(10))
                .withRetry(policy.retry().withBudget(1, 1_000));
        ScriptedVerifier silent = new ScriptedVerifier("silent").thenHang();
        ScriptedVerifier quick = new ScriptedVerifier("quick").thenValid();
        ResilientVerifier verifier = new ResilientVerifier(both(silent, quick), policy, execution);

        for (int i = 0; i < 150; i++) {
            ask(verifier);
            scheduler.advance(Duration.ofMillis(11));
        }

        assertThat(verifier.breakers()).containsEntry("silent", BreakerState.OPEN);
        assertThat(verifier.breakers()).containsEntry("quick", BreakerState.CLOSED);
    }

    @Test
    void breakerWhenTheSameTokensGoOnFailingThenTheyCountOnceInEachWindow() {
        policy = policy.withRetry(policy.retry().withMaxAttempts(1))
                .withBreaker(new BreakerPolicy(
                        0.5, Duration.ofSeconds(5), 20, Duration.ofSeconds(1), Duration.ofSeconds(2), 10));
        judge.thenValid();
        ResilientVerifier verifier = resilient();
        for (int i = 0; i < 30; i++) {
            ask(verifier);
        }
        judge.thenUnavailable(UnavailableReason.SERVER_ERROR);
        ask(verifier); // the script moves on with its next call

        for (int second = 0; second < 4; second++) {
            askAboutTheSame(verifier, 20);
            scheduler.advance(Duration.ofSeconds(1));
        }
        assertThat(verifier.breakers()).containsEntry("scripted", BreakerState.CLOSED);
        for (int second = 0; second < 4; second++) {
            askAboutTheSame(verifier, 20);
            scheduler.advance(Duration.ofSeconds(1));
        }

        assertThat(verifier.breakers()).containsEntry("scripted", BreakerState.OPEN);
    }

    private void askAboutTheSame(ResilientVerifier verifier, int clients) {
        for (int client = 0; client < clients; client++) {
            verifier.judge(BearerToken.of("client-" + client), Deadline.after(policy.deadline(), scheduler.time()));
        }
    }
}
