package io.handclasp.websocket.resilience;

import static io.handclasp.websocket.resilience.ResilienceFixture.assertInvalid;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertUnavailable;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertValid;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SharedFlightTests {
    private final ResilienceFixture fixture = new ResilienceFixture();

    @Test
    void judgeWhenManyAskAboutOneTokenThenOneCallAnswersAll() {
        List<CompletableFuture<Judgement>> asked = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            asked.add(fixture.ask("token"));
        }

        fixture.judge.call(0).valid();

        assertThat(fixture.judge.calls()).isOne();
        assertValid(asked.get(0), Evidence.Source.FRESH);
        assertThat(asked.subList(1, 1_000)).allSatisfy(other -> assertValid(other, Evidence.Source.SHARED_FLIGHT));
        assertThat(asked.get(1).join().evidence().attempts()).isZero();
        assertThat(fixture.scheduler.pending()).isZero();
    }

    @Test
    void judgeWhenTheTokenIsBadThenAllAreRefused() {
        CompletableFuture<Judgement> first = fixture.ask("token");
        CompletableFuture<Judgement> second = fixture.ask("token");

        fixture.judge.call(0).invalid(RejectReason.WRONG_ISSUER);

        assertInvalid(first, RejectReason.WRONG_ISSUER);
        assertInvalid(second, RejectReason.WRONG_ISSUER);
    }

    @Test
    void judgeWhenTheFirstCallerGivesUpThenTheOthersAreAnswered() {
        CompletableFuture<Judgement> first = fixture.ask("token");
        CompletableFuture<Judgement> second = fixture.ask("token");

        first.cancel(true);
        assertThat(fixture.judge.call(0).answer()).isNotCancelled();
        fixture.judge.call(0).valid();

        assertValid(second, Evidence.Source.SHARED_FLIGHT);
    }

    @Test
    void judgeWhenEveryCallerGivesUpThenTheFlightEndsByItself() {
        fixture.ask("token").cancel(true);

        fixture.advance(fixture.policy.deadline());

        assertThat(fixture.verifier().openQuestions()).isZero();
        assertThat(fixture.scheduler.pending()).isZero();
    }

    @Test
    void judgeWhenACallerHasLessTimeThanTheFlightThenAnsweredByHisOwnDeadline() {
        CompletableFuture<Judgement> patient = fixture.ask("token");
        CompletableFuture<Judgement> hasty = fixture.ask("token", Duration.ofMillis(100));

        fixture.advance(Duration.ofMillis(100));

        assertUnavailable(hasty, UnavailableReason.TIMEOUT);
        assertThat(patient).isNotDone();
    }

    @Test
    void judgeWhenACallerJoinedAFlightThatFailsThenHeGetsOneOfHisOwn() {
        fixture.policy = fixture.policy.withRetry(RetryPolicy.standard().withMaxAttempts(1));
        CompletableFuture<Judgement> first = fixture.ask("token");
        fixture.advance(Duration.ofMillis(249));
        CompletableFuture<Judgement> late = fixture.ask("token");
        CompletableFuture<Judgement> later = fixture.ask("token");

        fixture.advance(Duration.ofMillis(1));

        assertUnavailable(first, UnavailableReason.TIMEOUT);
        assertThat(late).isNotDone();
        assertThat(fixture.judge.calls()).isEqualTo(2);
        fixture.judge.call(1).valid();
        assertThat(late.join().verification()).isInstanceOf(Verification.Valid.class);
        assertThat(later.join().verification()).isInstanceOf(Verification.Valid.class);
    }

    @Test
    void judgeWhenTheSecondFlightFailsTooThenUnavailableAndNoThirdIsStarted() {
        fixture.policy = fixture.policy.withRetry(RetryPolicy.standard().withMaxAttempts(1));
        fixture.ask("token");
        CompletableFuture<Judgement> second = fixture.ask("token");

        fixture.advance(Duration.ofMillis(500));

        assertUnavailable(second, UnavailableReason.TIMEOUT);
        assertThat(fixture.judge.calls()).isEqualTo(2);
    }

    @Test
    void judgeWhenTheTokenEndsDuringTheFlightThenOnlyWhoAskedFirstMayHaveItsVerdict() {
        Verification.Valid ending = ManualJudge.valid("ada", fixture.in(Duration.ofMillis(100)));
        CompletableFuture<Judgement> first = fixture.ask("token");
        CompletableFuture<Judgement> second = fixture.ask("token");
        fixture.advance(Duration.ofMillis(100));

        fixture.judge.call(0).answer().complete(ending);

        assertValid(first, Evidence.Source.FRESH);
        assertInvalid(second, RejectReason.EXPIRED);
    }

    @Test
    void judgeWhenTheTokenHadEndedBeforeTheFlightThenTheJudgesAllowanceHoldsForAll() {
        Verification.Valid skewed = ManualJudge.valid("ada", fixture.in(Duration.ofSeconds(-5)));
        CompletableFuture<Judgement> first = fixture.ask("token");
        CompletableFuture<Judgement> second = fixture.ask("token");

        fixture.judge.call(0).answer().complete(skewed);

        assertValid(first, Evidence.Source.FRESH);
        assertValid(second, Evidence.Source.SHARED_FLIGHT);
    }

    @Test
    void judgeWhenFlightsAreNotSharedThenEachAsksForItself() {
        fixture.policy = ResiliencePolicy.strict();
        fixture.ask("token");
        fixture.ask("token");

        assertThat(fixture.judge.calls()).isEqualTo(2);
        assertThat(fixture.verifier().openQuestions()).isEqualTo(2);
    }

    @Test
    void judgeWhenMoreQuestionsAreOpenThanMayBeThenShedAtOnce() {
        fixture.policy = fixture.policy.withAdmission(new AdmissionPolicy(10, 10, 3));
        for (int i = 0; i < 3; i++) {
            fixture.ask("token-" + i);
        }

        assertUnavailable(fixture.ask("token-3"), UnavailableReason.SHED);
        fixture.judge.call(0).valid();
        assertThat(fixture.ask("token-3")).isNotDone();
        assertThat(fixture.judge.calls()).isEqualTo(4);
    }
}
