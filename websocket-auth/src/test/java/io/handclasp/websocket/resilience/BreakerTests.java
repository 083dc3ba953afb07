package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What opens a circuit breaker, and what must not. */
class BreakerTests extends ResilientVerifierFixture {
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
}
