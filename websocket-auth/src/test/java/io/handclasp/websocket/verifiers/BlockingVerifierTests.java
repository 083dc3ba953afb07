package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BlockingVerifierTests {
    private final ManualTimeSource time = new ManualTimeSource();
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private final AtomicInteger judged = new AtomicInteger();

    @Test
    void verifyWhenTheExecutorHasNotComeToItThenPendingAndAfterwardsTheVerdict() {
        CompletionStage<Verification> stage = verify(judging(new Verification.Invalid(RejectReason.INACTIVE)));
        Verdicts.assertPending(stage);
        queue.remove().run();
        assertThat(Verdicts.invalid(stage)).isEqualTo(RejectReason.INACTIVE);
    }

    @Test
    void verifyWhenItWaitedPastTheDeadlineThenTheJudgeIsNotAsked() {
        CompletionStage<Verification> stage = verify(judging(new Verification.Invalid(RejectReason.INACTIVE)));
        time.advance(Duration.ofSeconds(1));
        queue.remove().run();
        assertThat(Verdicts.unavailable(stage).reason()).isEqualTo(UnavailableReason.SHED);
        assertThat(judged).hasValue(0);
    }

    @Test
    void timeoutReasonWhenNoThreadHasTakenTheCallUpThenItIsThisHostThatHasNoRoom() {
        TokenVerifier verifier = TokenVerifiers.blocking(
                token -> {
                    throw new IllegalStateException("interrupted by the test");
                },
                queue::add);
        CompletionStage<Verification> stage =
                verifier.verify(BearerToken.of("abc"), Deadline.after(Duration.ofSeconds(1), time));

        assertThat(verifier.timeoutReason(stage)).isEqualTo(UnavailableReason.SHED);
        queue.remove().run();
        assertThat(verifier.timeoutReason(stage)).isEqualTo(UnavailableReason.TIMEOUT);
    }

    @Test
    void verifyWhenTheCallerGaveUpThenTheJudgeIsNotAsked() {
        CompletionStage<Verification> stage = verify(judging(new Verification.Invalid(RejectReason.INACTIVE)));
        assertThat(stage.toCompletableFuture().cancel(true)).isTrue();
        queue.remove().run();
        assertThat(judged).hasValue(0);
    }

    @Test
    void verifyWhenTheExecutorRefusesThenShed() {
        TokenVerifier verifier =
                TokenVerifiers.blocking(token -> new Verification.Invalid(RejectReason.INACTIVE), task -> {
                    throw new RejectedExecutionException("full");
                });
        assertThat(Verdicts.unavailable(verify(verifier)).reason()).isEqualTo(UnavailableReason.SHED);
    }

    @Test
    void verifyWhenTheJudgeCannotTellThenItsReasonIsPassedOn() {
        TokenVerifier verifier = TokenVerifiers.blocking(
                token -> {
                    throw new VerifierUnavailableException(UnavailableReason.SERVER_ERROR, "down");
                },
                queue::add);
        CompletionStage<Verification> stage = verify(verifier);
        queue.remove().run();
        assertThat(Verdicts.unavailable(stage).reason()).isEqualTo(UnavailableReason.SERVER_ERROR);
    }

    @Test
    void blockingWhenAPartIsMissingThenRefused() {
        assertThatNullPointerException().isThrownBy(() -> TokenVerifiers.blocking(null, queue::add));
        assertThatNullPointerException()
                .isThrownBy(
                        () -> TokenVerifiers.blocking(token -> new Verification.Invalid(RejectReason.INACTIVE), null));
    }

    private TokenVerifier judging(Verification verdict) {
        return TokenVerifiers.blocking(
                token -> {
                    judged.incrementAndGet();
                    return verdict;
                },
                queue::add);
    }

    private CompletionStage<Verification> verify(TokenVerifier verifier) {
        return verifier.verify(BearerToken.of("opaque-4711"), Deadline.after(Duration.ofSeconds(1), time));
    }
}
