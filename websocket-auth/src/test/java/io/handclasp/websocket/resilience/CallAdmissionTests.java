package io.handclasp.websocket.resilience;

import static io.handclasp.websocket.resilience.ResilienceFixture.assertUnavailable;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertValid;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallAdmissionTests {
    private static final RetryPolicy ONCE = RetryPolicy.standard().withMaxAttempts(1);

    private final ResilienceFixture fixture = new ResilienceFixture();

    private void bounds(int maxCalls, int maxQueue) {
        fixture.policy = fixture.policy.withRetry(ONCE).withAdmission(new AdmissionPolicy(maxCalls, maxQueue, 10_000));
    }

    @Test
    void judgeWhenAllPlacesAreTakenThenWaitsAndFollowsInOrder() {
        bounds(2, 10);
        for (int i = 0; i < 4; i++) {
            fixture.ask("token-" + i);
        }
        assertThat(fixture.judge.calls()).isEqualTo(2);

        fixture.judge.call(1).valid();

        assertThat(fixture.judge.calls()).isEqualTo(3);
        assertThat(fixture.judge.last().token()).isEqualTo(BearerToken.of("token-2"));
    }

    @Test
    void judgeWhenTheQueueIsFullThenShedAtOnce() {
        bounds(1, 1);
        fixture.ask("token-0");
        CompletableFuture<Judgement> waits = fixture.ask("token-1");

        assertUnavailable(fixture.ask("token-2"), UnavailableReason.SHED);

        assertThat(waits).isNotDone();
        fixture.judge.call(0).valid();
        fixture.judge.call(1).valid();
        assertValid(waits, Evidence.Source.FRESH);
    }

    @Test
    void judgeWhenItsTurnDoesNotComeInTimeThenShedWhileAnAnswerIsStillOfUse() {
        bounds(1, 10);
        fixture.policy = fixture.policy.withRetry(ONCE.withAttemptTimeout(Duration.ofSeconds(3)));
        fixture.ask("token-0");
        CompletableFuture<Judgement> waits = fixture.ask("token-1");

        fixture.advance(Duration.ofMillis(2_699));
        assertThat(waits).isNotDone();
        fixture.advance(Duration.ofMillis(1));

        assertUnavailable(waits, UnavailableReason.SHED);
        assertThat(fixture.judge.calls()).isOne();
        fixture.advance(Duration.ofSeconds(1));
        assertThat(fixture.scheduler.pending()).isZero();
    }

    @Test
    void judgeWhenACallTimesOutThenItsPlaceIsFree() {
        bounds(1, 10);
        fixture.ask("token-0");
        fixture.ask("token-1");

        fixture.advance(ONCE.attemptTimeout());

        assertThat(fixture.judge.calls()).isEqualTo(2);
        assertThat(fixture.judge.call(0).answer()).isCancelled();
    }

    @Test
    void judgeWhenItWaitsForItsNextAttemptThenItHoldsNoPlace() {
        fixture.policy = fixture.policy
                .withRetry(RetryPolicy.standard().withBackoff(Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .withAdmission(new AdmissionPolicy(1, 0, 10_000));
        fixture.ask("token-0");

        fixture.judge.call(0).unavailable(UnavailableReason.SERVER_ERROR);
        CompletableFuture<Judgement> other = fixture.ask("token-1");

        assertThat(fixture.judge.calls()).isEqualTo(2);
        fixture.judge.call(1).valid();
        assertValid(other, Evidence.Source.FRESH);
    }

    @Test
    void judgeWhenTheBreakerRefusesThenThePlaceIsGivenBack() {
        bounds(1, 0);
        BreakerPolicy quick =
                new BreakerPolicy(0.5, Duration.ofSeconds(5), 1, Duration.ofSeconds(1), Duration.ofSeconds(2), 1);
        fixture.policy = fixture.policy.withBreaker(quick);
        fixture.judge.failing(UnavailableReason.SERVER_ERROR);
        fixture.ask("token-0");

        for (int i = 1; i < 5; i++) {
            assertUnavailable(fixture.ask("token-" + i), UnavailableReason.CIRCUIT_OPEN);
        }
    }

    @Test
    void leaveWhenManyWaitAndLeaveAtOnceThenTheStackDoesNotGrow() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        CallAdmission admission = new CallAdmission(
                new AdmissionPolicy(1, 100_000, 100_000),
                Duration.ofMillis(1),
                Execution.of(tasks::add, fixture.scheduler, fixture.scheduler.time()));
        AtomicInteger went = new AtomicInteger();
        assertThat(admission.tryEnter()).isTrue();
        for (int i = 0; i < 100_000; i++) {
            admission.enter(
                    Deadline.after(Duration.ofSeconds(1), fixture.scheduler.time()),
                    () -> {
                        went.incrementAndGet();
                        admission.leave();
                    },
                    () -> went.addAndGet(-1_000_000));
        }

        admission.leave();
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }

        assertThat(went).hasValue(100_000);
        assertThat(admission.underWay()).isZero();
        assertThat(fixture.scheduler.pending()).isZero();
    }

    @Test
    void leaveWhenTheExecutorRefusesThenTheNextIsShedAndThePlaceIsFree() {
        Execution full = Execution.of(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                fixture.scheduler,
                fixture.scheduler.time());
        CallAdmission admission = new CallAdmission(new AdmissionPolicy(1, 1, 1), Duration.ofMillis(1), full);
        AtomicInteger shed = new AtomicInteger();
        admission.enter(deadline(), () -> {}, shed::incrementAndGet);
        admission.enter(deadline(), () -> {}, shed::incrementAndGet);

        admission.leave();

        assertThat(shed).hasValue(1);
        assertThat(admission.underWay()).isZero();
        assertThat(admission.waiting()).isZero();
    }

    @Test
    void leaveWhenWhoeverIsShedFailsThenTheNextGetsThePlaceAndHandOversGoOn() {
        Queue<RuntimeException> refusals = new ArrayDeque<>();
        Execution sometimesFull = Execution.of(
                task -> {
                    if (!refusals.isEmpty()) {
                        throw refusals.remove();
                    }
                    task.run();
                },
                fixture.scheduler,
                fixture.scheduler.time());
        CallAdmission admission = new CallAdmission(new AdmissionPolicy(1, 2, 3), Duration.ofMillis(1), sometimesFull);
        AtomicInteger went = new AtomicInteger();
        assertThat(admission.tryEnter()).isTrue();
        admission.enter(deadline(), went::incrementAndGet, () -> {
            throw new IllegalStateException("a bug");
        });
        admission.enter(deadline(), went::incrementAndGet, () -> {});
        refusals.add(new RejectedExecutionException("full"));

        admission.leave();

        assertThat(went).hasValue(1);
        assertThat(admission.underWay()).isOne();
        admission.enter(deadline(), went::incrementAndGet, () -> {});
        admission.leave();
        assertThat(went).hasValue(2);
        admission.leave();
        assertThat(admission.underWay()).isZero();
    }

    private Deadline deadline() {
        return Deadline.after(Duration.ofSeconds(1), fixture.scheduler.time());
    }

    @Test
    void judgeWhenTheJudgeMakesNoCallsThenItIsNotBound() {
        TokenVerifier local = new TokenVerifier() {
            @Override
            public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
                return fixture.judge.verify(token, deadline);
            }

            @Override
            public boolean remote() {
                return false;
            }
        };
        bounds(1, 0);
        ResilientVerifier verifier = new ResilientVerifier(local, fixture.policy, fixture.execution);

        for (int i = 0; i < 5; i++) {
            assertThat(verifier.judge(BearerToken.of("token-" + i), deadline())).isNotDone();
        }

        assertThat(fixture.judge.calls()).isEqualTo(5);
    }

    @Test
    void leaveWhenTheExecutorRunsTasksOnItsCallerThenTheStackDoesNotGrow() {
        CallAdmission admission =
                new CallAdmission(new AdmissionPolicy(1, 100_000, 100_000), Duration.ofMillis(1), fixture.execution);
        AtomicInteger went = new AtomicInteger();
        assertThat(admission.tryEnter()).isTrue();
        for (int i = 0; i < 100_000; i++) {
            admission.enter(
                    deadline(),
                    () -> {
                        went.incrementAndGet();
                        admission.leave();
                    },
                    () -> went.addAndGet(-1_000_000));
        }

        admission.leave();

        assertThat(went).hasValue(100_000);
        assertThat(admission.underWay()).isZero();
    }

    @Test
    void judgeWhenTheHandOverTakesTooLongThenShedAndTheBreakerSeesNothing() {
        Queue<Runnable> stuck = new ArrayDeque<>();
        bounds(1, 1_000);
        ResilientVerifier verifier = new ResilientVerifier(
                fixture.judge, fixture.policy, Execution.of(stuck::add, fixture.scheduler, fixture.scheduler.time()));
        for (int i = 0; i < 300; i++) {
            verifier.judge(
                    BearerToken.of("token-" + i), Deadline.after(fixture.policy.deadline(), fixture.scheduler.time()));
        }
        fixture.judge.call(0).valid();
        fixture.advance(Duration.ofSeconds(3));
        while (!stuck.isEmpty()) {
            stuck.remove().run();
        }

        assertThat(fixture.judge.calls()).isOne();
        assertThat(verifier.breakers()).containsValue(BreakerState.CLOSED);
        assertThat(verifier.openQuestions()).isZero();
    }
}
