package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** One question: attempts, waits, deadlines and budgets. */
class ResilientVerifierTests extends ResilientVerifierFixture {
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
}
