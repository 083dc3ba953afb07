package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.WebSocketAuthenticatorBuilder;
import io.handclasp.websocket.resilience.AdmissionPolicy;
import io.handclasp.websocket.resilience.BreakerPolicy;
import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.resilience.DegradedPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Judges by the token's text: good, bad, unjudged at once; slow ones when the test says so. */
final class HeldJudge implements TokenVerifier {
    private final BlockingQueue<CompletableFuture<Verification>> held = new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        String text = token.reveal();
        if (text.startsWith("good")) {
            return CompletableFuture.completedFuture(valid(text));
        }
        if (text.startsWith("bad")) {
            return CompletableFuture.completedFuture(new Verification.Invalid(RejectReason.EXPIRED));
        }
        if (text.startsWith("unjudged")) {
            return CompletableFuture.failedFuture(
                    new VerifierUnavailableException(UnavailableReason.MISCONFIGURED, "down"));
        }
        CompletableFuture<Verification> call = new CompletableFuture<>();
        held.add(call);
        return call;
    }

    CompletableFuture<Verification> nextHeld() throws InterruptedException {
        CompletableFuture<Verification> call = held.poll(10, TimeUnit.SECONDS);
        assertThat(call).as("a held call").isNotNull();
        return call;
    }

    static Verification valid(String subject) {
        return new Verification.Valid(
                Identity.builder("user of " + subject.length()).build());
    }

    /** One attempt, so that a slow machine does not ask the judge again while the test still holds the first question. */
    WebSocketAuthenticatorBuilder authenticator(Duration deadline) {
        return WebSocketAuthenticator.builder()
                .verifier(this)
                .resilience(new ResiliencePolicy(
                        deadline,
                        CachePolicy.none(),
                        new AdmissionPolicy(200, 200, 1_000),
                        RetryPolicy.standard().withMaxAttempts(1).withAttemptTimeout(deadline),
                        BreakerPolicy.standard(),
                        Optional.empty(),
                        DegradedPolicy.failClosed(),
                        Duration.ofSeconds(1)));
    }
}
