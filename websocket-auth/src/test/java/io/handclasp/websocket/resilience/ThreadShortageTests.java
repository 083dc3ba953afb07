package io.handclasp.websocket.resilience;

import static io.handclasp.websocket.resilience.ResilienceFixture.assertUnavailable;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertValid;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthObserver;
import io.handclasp.websocket.observe.HealthPolicy;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process that has no thread for a moment: each question ends all the same, and nothing of it stays. */
class ThreadShortageTests {
    private static final RetryPolicy ONCE = RetryPolicy.standard().withMaxAttempts(1);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final ResilienceFixture fixture = new ResilienceFixture();
    private final Shortage shortage = new Shortage();
    private final Execution execution =
            Execution.of(shortage.executor(), shortage.scheduler(fixture.scheduler), fixture.scheduler.time());

    @AfterEach
    void cameToIt() {
        assertThat(shortage.isOver()).as("there was a shortage").isTrue();
    }

    private ResilientVerifier resilient(TokenVerifier judge) {
        return new ResilientVerifier(judge, fixture.policy, execution);
    }

    private CompletableFuture<Judgement> ask(ResilientVerifier verifier, String token) {
        return verifier.judge(
                BearerToken.of(token), Deadline.after(fixture.policy.deadline(), fixture.scheduler.time()));
    }

    private void localsJudge() {
        ManualJudge local = new ManualJudge().answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));
        fixture.policy = fixture.policy.withRetry(ONCE).withDegraded(DegradedPolicy.verifyLocally(local));
        fixture.judge.failing(UnavailableReason.CONNECTION_FAILED);
    }

    @Test
    void rejudgingWhenThereIsNoThreadOnceThenGoesOnAfterTheNextInterval() {
        localsJudge();
        ResilientVerifier verifier = resilient(fixture.judge);
        assertValid(ask(verifier, "token"), Evidence.Source.LOCAL);
        fixture.judge.answering(ManualJudge.valid("ada"));
        shortage.atTaskAfter(0);

        fixture.advance(INTERVAL);
        assertThat(verifier.admittedDegraded()).isOne();
        fixture.advance(INTERVAL);

        assertThat(verifier.admittedDegraded()).isZero();
    }

    @Test
    void rejudgingWhenThereIsNoTimerThenTheNextAdmissionStartsItAgain() {
        localsJudge();
        ResilientVerifier verifier = resilient(fixture.judge);
        assertValid(ask(verifier, "one"), Evidence.Source.LOCAL);
        shortage.atTimerAfter(0);
        fixture.advance(INTERVAL);
        assertThat(fixture.scheduler.pending()).isZero();

        assertValid(ask(verifier, "two"), Evidence.Source.LOCAL);
        fixture.judge.answering(ManualJudge.valid("ada"));
        fixture.advance(INTERVAL);

        assertThat(verifier.admittedDegraded()).isZero();
    }

    @Test
    void rejudgingWhenThereIsNoTimerThenTheNextVerdictStartsItAgain() {
        localsJudge();
        ResilientVerifier verifier = resilient(fixture.judge);
        assertValid(ask(verifier, "one"), Evidence.Source.LOCAL);
        shortage.atTimerAfter(0);
        fixture.advance(INTERVAL);

        fixture.judge.answering(ManualJudge.valid("ada"));
        assertValid(ask(verifier, "two"), Evidence.Source.FRESH);
        fixture.advance(INTERVAL);

        assertThat(verifier.admittedDegraded()).isZero();
    }

    @Test
    void admissionWhenThereIsNoTimerToJudgeItAgainThenNotAdmitted() {
        localsJudge();
        ResilientVerifier verifier = resilient(fixture.judge);
        shortage.atTimerAfter(0);

        assertUnavailable(ask(verifier, "one"), UnavailableReason.CONNECTION_FAILED);

        assertValid(ask(verifier, "two"), Evidence.Source.LOCAL);
    }

    @Test
    void judgeWhenThereIsNoThreadForARetryThenShedAndNoQuestionIsLeft() {
        fixture.judge.failing(UnavailableReason.CONNECTION_FAILED);
        ResilientVerifier verifier = resilient(fixture.judge);
        CompletableFuture<Judgement> asked = ask(verifier, "token");
        shortage.atTaskAfter(0);

        fixture.advance(Duration.ofMillis(900));

        assertUnavailable(asked, UnavailableReason.SHED);
        assertThat(verifier.openQuestions()).isZero();
    }

    @Test
    void judgeWhenThereIsNoTimerForARetryThenUnavailableAtOnceAndNoQuestionIsLeft() {
        fixture.judge.failing(UnavailableReason.CONNECTION_FAILED);
        ResilientVerifier verifier = resilient(fixture.judge);
        shortage.atTimerAfter(0);

        assertUnavailable(ask(verifier, "token"), UnavailableReason.CONNECTION_FAILED);

        assertThat(verifier.openQuestions()).isZero();
    }

    @Test
    void judgeWhenThereIsNoThreadForWhatComesAfterAFailureThenUnavailable() {
        fixture.policy = fixture.policy.withRetry(ONCE);
        fixture.judge.failing(UnavailableReason.CONNECTION_FAILED);
        shortage.atTaskAfter(0);

        assertUnavailable(ask(resilient(fixture.judge), "token"), UnavailableReason.CONNECTION_FAILED);
    }

    @Test
    void judgeWhenThereIsNoTimerForItsDeadlineThenUnavailable() {
        fixture.judge.holding();
        shortage.atTimerAfter(1); // the first is the attempt's

        assertUnavailable(ask(resilient(fixture.judge), "token"), UnavailableReason.SHED);
    }

    @Test
    void judgeWhenThereIsNoTimerForACallThenItsPlaceAndItsPermitAreGivenBack() {
        BreakerPolicy oneTrial =
                new BreakerPolicy(0.5, Duration.ofSeconds(5), 1, Duration.ofSeconds(1), Duration.ofSeconds(2), 1);
        fixture.policy =
                fixture.policy.withRetry(ONCE).withBreaker(oneTrial).withAdmission(new AdmissionPolicy(1, 0, 10_000));
        ResilientVerifier verifier = resilient(fixture.judge);
        fixture.judge.failing(UnavailableReason.SERVER_ERROR);
        ask(verifier, "one");
        assertThat(verifier.breakers()).containsValue(BreakerState.OPEN);
        fixture.advance(Duration.ofSeconds(3));
        fixture.judge.holding();
        shortage.atTimerAfter(0);

        assertUnavailable(ask(verifier, "two"), UnavailableReason.SHED);

        assertThat(fixture.judge.last().answer()).isCancelled();
        assertThat(verifier.openQuestions()).isZero();
        fixture.judge.answering(ManualJudge.valid("ada"));
        assertValid(ask(verifier, "three"), Evidence.Source.FRESH);
    }

    @Test
    void judgeWhenThereIsNoTimerForAPlaceInTheQueueThenShed() {
        fixture.policy = fixture.policy.withRetry(ONCE).withAdmission(new AdmissionPolicy(1, 1, 10_000));
        ResilientVerifier verifier = resilient(fixture.judge);
        ask(verifier, "one");
        shortage.atTimerAfter(0);

        assertUnavailable(ask(verifier, "two"), UnavailableReason.SHED);

        CompletableFuture<Judgement> waits = ask(verifier, "three");
        fixture.judge.call(0).valid();
        fixture.judge.call(1).valid();
        assertValid(waits, Evidence.Source.FRESH);
        assertThat(verifier.openQuestions()).isZero();
    }

    @Test
    void judgeWhenThereIsNoTimerForAHedgeThenTheFirstCallIsOnItsOwn() {
        fixture.policy = fixture.policy.withHedgeAfter(Duration.ofMillis(50));
        TokenVerifier both = ResilientVerifierFixture.both(fixture.judge, new ManualJudge());
        ResilientVerifier verifier = resilient(both);
        shortage.atTimerAfter(1); // the first is the attempt's

        CompletableFuture<Judgement> asked = ask(verifier, "token");
        fixture.judge.last().valid();

        assertValid(asked, Evidence.Source.FRESH);
        assertThat(verifier.openQuestions()).isZero();
    }

    /** A cache that does not answer. */
    private static final class SilentCache implements VerdictCache {
        @Override
        public CompletionStage<Optional<SharedVerdict>> find(BearerToken token) {
            return new CompletableFuture<>();
        }

        @Override
        public void put(BearerToken token, SharedVerdict verdict) {
            assertThat(verdict).isNotNull();
        }

        @Override
        public void remove(BearerToken token) {
            assertThat(token).isNotNull();
        }

        @Override
        public Duration patience() {
            return Duration.ofMillis(50);
        }
    }

    private ResilientVerifier overSilentCache() {
        return new ResilientVerifier(
                fixture.judge,
                fixture.policy,
                execution,
                Revocations.none(),
                AuthObserver.of(HealthPolicy.standard(), List.of(), fixture.scheduler.time()),
                Optional.of(new SilentCache()));
    }

    @Test
    void judgeWhenThereIsNoThreadAfterTheSharedCacheThenShedAndNoQuestionIsLeft() {
        ResilientVerifier verifier = overSilentCache();
        CompletableFuture<Judgement> asked = ask(verifier, "token");
        shortage.atTaskAfter(0);

        fixture.advance(Duration.ofMillis(50));

        assertUnavailable(asked, UnavailableReason.SHED);
        assertThat(verifier.openQuestions()).isZero();
    }

    @Test
    void judgeWhenThereIsNoTimerForTheSharedCacheThenTheJudgeIsAskedAtOnce() {
        ResilientVerifier verifier = overSilentCache();
        fixture.judge.answering(ManualJudge.valid("ada"));
        shortage.atTimerAfter(0);

        assertValid(ask(verifier, "token"), Evidence.Source.FRESH);
    }

    @Test
    void judgeWhenAListenerRunsOutOfMemoryInItsTurnThenThePlaceIsFreeAndNoQuestionIsLeft() {
        Queue<Runnable> stuck = new ArrayDeque<>();
        fixture.policy = fixture.policy.withRetry(ONCE).withAdmission(new AdmissionPolicy(1, 1, 10_000));
        shortage.atTaskAfter(0);
        ResilientVerifier verifier = new ResilientVerifier(
                fixture.judge,
                fixture.policy,
                Execution.of(stuck::add, fixture.scheduler, fixture.scheduler.time()),
                Revocations.none(),
                AuthObserver.of(
                        HealthPolicy.standard(),
                        List.of(event -> {
                            if (event instanceof AuthEvent.LoadShed) {
                                shortage.executor().execute(() -> {});
                            }
                        }),
                        fixture.scheduler.time()));
        ask(verifier, "one");
        ask(verifier, "two");
        fixture.judge
                .call(0)
                .answer()
                .complete(new Verification.Valid(ManualJudge.valid("ada").identity()));
        fixture.advance(Duration.ofSeconds(3)); // the second's turn comes too late for a call
        while (!stuck.isEmpty()) {
            runAsAPoolDoes(stuck.remove());
        }

        assertThat(verifier.openQuestions()).isZero();
        fixture.judge.answering(ManualJudge.valid("ada"));
        assertValid(ask(verifier, "three"), Evidence.Source.FRESH);
    }

    /** A pool's thread ends with what a task throws; whoever waits for the task is told nothing. */
    private static void runAsAPoolDoes(Runnable task) {
        CompletableFuture<?> run = CompletableFuture.runAsync(task, Runnable::run);
        assertThat(run).isDone();
    }
}
