package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Several endpoints: failover and hedges. */
class HedgingTests extends ResilientVerifierFixture {
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
}
