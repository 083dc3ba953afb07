package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.observe.AuthListener;
import io.handclasp.websocket.observe.AuthObserver;
import io.handclasp.websocket.observe.HealthPolicy;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A resilient verifier before a judge that the test plays, on a clock that the test moves. */
final class ResilienceFixture {
    final ManualScheduler scheduler = new ManualScheduler();
    final Execution execution = Execution.of(Runnable::run, scheduler, scheduler.time());
    final ManualJudge judge = new ManualJudge();
    ResiliencePolicy policy = ResiliencePolicy.standard();
    RevocationStore revocations = Revocations.none();
    Optional<VerdictCache> cache = Optional.empty();
    final List<AuthListener> listeners = new ArrayList<>();
    private @Nullable ResilientVerifier verifier;

    ResilientVerifier verifier() {
        if (verifier == null) {
            verifier = new ResilientVerifier(
                    judge,
                    policy,
                    execution,
                    revocations,
                    AuthObserver.of(HealthPolicy.standard(), listeners, scheduler.time()),
                    cache);
        }
        return verifier;
    }

    CompletableFuture<Judgement> ask(String token) {
        return ask(token, policy.deadline());
    }

    CompletableFuture<Judgement> ask(String token, Duration patience) {
        return verifier().judge(BearerToken.of(token), Deadline.after(patience, scheduler.time()));
    }

    Instant in(Duration duration) {
        return scheduler.time().now().plus(duration);
    }

    void advance(Duration duration) {
        scheduler.advance(duration);
    }

    static Evidence.Source sourceOf(CompletableFuture<Judgement> asked) {
        assertThat(asked).isCompleted();
        return asked.join().evidence().source();
    }

    static void assertValid(CompletableFuture<Judgement> asked, Evidence.Source source) {
        assertThat(sourceOf(asked)).isEqualTo(source);
        assertThat(asked.join().verification()).isInstanceOf(Verification.Valid.class);
    }

    static void assertInvalid(CompletableFuture<Judgement> asked, RejectReason reason) {
        assertThat(asked).isCompleted();
        assertThat(asked.join().verification()).isEqualTo(new Verification.Invalid(reason));
    }

    static VerifierUnavailableException assertUnavailable(
            CompletableFuture<Judgement> asked, UnavailableReason reason) {
        assertThat(asked).isCompletedExceptionally();
        VerifierUnavailableException failure = (VerifierUnavailableException)
                asked.handle((value, thrown) -> thrown).join();
        assertThat(failure.reason()).isEqualTo(reason);
        return failure;
    }
}
