package io.handclasp.websocket.resilience;

import static io.handclasp.websocket.resilience.ResilienceFixture.assertInvalid;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertUnavailable;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertValid;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who was admitted in an outage is judged again afterwards. */
class JudgedAgainTests extends DegradedFixture {
    @Test
    void degradedWhenTheJudgeIsBackThenEachIsJudgedAgain() {
        List<AuthEvent> events = new ArrayList<>();
        fixture.listeners.add(events::add);
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));
        for (int i = 0; i < 30; i++) {
            assertValid(askInOutage("token-" + i), Evidence.Source.LOCAL);
        }
        // The backoff is random, so one may be with the judge at this moment.
        assertThat(fixture.verifier().admittedDegraded()).isBetween(29, 30);
        int before = fixture.judge.calls();

        fixture.judge.answering(new Verification.Invalid(RejectReason.INACTIVE));
        fixture.advance(Duration.ofSeconds(4)); // the breaker may rest first

        assertThat(fixture.verifier().admittedDegraded()).isZero();
        assertThat(events.stream().filter(AuthEvent.DegradedAdmission.class::isInstance))
                .hasSize(30);
        assertThat(events.stream()
                        .filter(AuthEvent.DegradedAdmissionJudged.class::isInstance)
                        .map(AuthEvent.DegradedAdmissionJudged.class::cast))
                .hasSize(30)
                .allMatch(judged -> !judged.confirmed() && judged.mode().equals("LOCAL"));
        assertThat(fixture.judge.calls() - before).isBetween(30, 40);
        assertInvalid(askInOutage("token-7"), RejectReason.INACTIVE);
        fixture.advance(Duration.ofSeconds(3));
        assertThat(fixture.scheduler.pending()).isZero();
    }

    @Test
    void degradedWhenTheJudgeStaysAwayThenOneIsTriedNowAndThen() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));
        for (int i = 0; i < 30; i++) {
            askInOutage("token-" + i);
        }
        int before = fixture.judge.calls();

        fixture.advance(Duration.ofSeconds(30));

        // One may be with the judge at this moment.
        assertThat(fixture.verifier().admittedDegraded()).isBetween(29, 30);
        assertThat(fixture.judge.calls() - before).isLessThan(30 * 5);
    }

    @Test
    void degradedWhenTokensExpireMeanwhileThenNothingIsLeftToJudge() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofMinutes(1))));
        askInOutage("token");

        fixture.advance(Duration.ofMinutes(2));

        assertThat(fixture.verifier().admittedDegraded()).isZero();
        assertThat(fixture.scheduler.pending()).isZero();
    }

    @Test
    void degradedWhenMoreAreAdmittedThanCanBeJudgedAgainThenNobodyMore() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));
        fixture.policy = fixture.policy.withRetry(RetryPolicy.standard().withMaxAttempts(1));
        fixture.judge.failing(UnavailableReason.CONNECTION_FAILED);
        for (int i = 0; i < DegradedPolicy.MAX_ADMISSIONS; i++) {
            fixture.ask("token-" + i);
        }

        assertThat(fixture.verifier().admittedDegraded()).isEqualTo(DegradedPolicy.MAX_ADMISSIONS);
        assertThat(fixture.ask("one-more")).isCompletedExceptionally();
        assertThat(fixture.ask("token-0")).isCompleted();
    }

    @Test
    void closeWhenClientsWaitToBeJudgedAgainThenNoTimerIsLeftAndNobodyIsAskedAbout() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));
        assertValid(askInOutage("token"), Evidence.Source.LOCAL);
        fixture.advance(Duration.ofSeconds(5));

        fixture.verifier().close();
        fixture.verifier().close();
        int before = fixture.judge.calls();
        fixture.advance(Duration.ofSeconds(30));

        assertThat(fixture.verifier().admittedDegraded()).isZero();
        assertThat(fixture.scheduler.pending()).isZero();
        assertThat(fixture.judge.calls() - before).isLessThan(5); // what was under way
        assertUnavailable(askInOutage("another"), UnavailableReason.CONNECTION_FAILED);
    }
}
