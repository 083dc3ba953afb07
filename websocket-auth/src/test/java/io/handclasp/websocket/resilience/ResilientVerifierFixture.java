package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A resilient verifier before a judge that follows a script. */
abstract class ResilientVerifierFixture {
    static final Duration ATTEMPT = Duration.ofMillis(250);

    final ManualScheduler scheduler = new ManualScheduler();
    final Execution execution = Execution.of(Runnable::run, scheduler, scheduler.time());
    final ScriptedVerifier judge = new ScriptedVerifier();
    ResiliencePolicy policy = ResiliencePolicy.standard();
    int tokens;

    CompletableFuture<Judgement> ask(ResilientVerifier verifier) {
        // Each question is about another token: what is remembered and shared has tests of its own.
        BearerToken token = BearerToken.of("token-" + ++tokens);
        return verifier.judge(token, Deadline.after(policy.deadline(), scheduler.time()));
    }

    CompletableFuture<Judgement> ask() {
        return ask(resilient());
    }

    ResilientVerifier resilient() {
        return new ResilientVerifier(judge, policy, execution);
    }

    /** Lets more than 100 calls fail within the breaker's window, which is what the standard policy wants to see. */
    ResilientVerifier open() {
        ResilientVerifier verifier = resilient();
        for (int i = 0; i < 60; i++) {
            ask(verifier);
        }
        scheduler.advance(Duration.ofSeconds(1));
        assertThat(judge.calls()).isGreaterThan(100);
        assertThat(verifier.breakers()).containsEntry("scripted", BreakerState.OPEN);
        return verifier;
    }

    static TokenVerifier both(TokenVerifier first, TokenVerifier second) {
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

    static VerifierUnavailableException assertUnavailable(
            CompletableFuture<Judgement> asked, UnavailableReason reason) {
        assertThat(asked).isCompletedExceptionally();
        VerifierUnavailableException failure = (VerifierUnavailableException)
                asked.handle((value, thrown) -> thrown).join();
        assertThat(failure.reason()).isEqualTo(reason);
        return failure;
    }

    void askAboutTheSame(ResilientVerifier verifier, int clients) {
        for (int client = 0; client < clients; client++) {
            verifier.judge(BearerToken.of("client-" + client), Deadline.after(policy.deadline(), scheduler.time()));
        }
    }
}
