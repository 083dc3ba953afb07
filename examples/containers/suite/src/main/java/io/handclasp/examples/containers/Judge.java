package io.handclasp.examples.containers;

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
import java.util.concurrent.atomic.AtomicInteger;

/** Judges tokens by what is written on them; slow ones when the test says so. Thread-safe. */
public final class Judge implements TokenVerifier {
    /** Stands in every token and nowhere else: where it turns up, a token leaked. */
    public static final String MARK = "q7Zk2mX9vT4b";

    private static final long LIMIT_SECONDS = 20;

    private final BlockingQueue<CompletableFuture<Verification>> held = new LinkedBlockingQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    /** What becomes of a token. */
    public enum Kind {
        /** Valid, at once. */
        GOOD,
        /** Invalid, at once. */
        EXPIRED,
        /** Valid, but does not allow this. */
        FORBIDDEN,
        /** No verdict. */
        UNJUDGED,
        /** The judge breaks. */
        BROKEN,
        /** Waits for {@link #nextHeld()}. */
        SLOW;

        /** A token of this kind. */
        public String token(String subject) {
            return name() + "." + MARK + "." + subject;
        }
    }

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        asked.incrementAndGet();
        String text = token.reveal();
        int dot = text.indexOf('.');
        Kind kind = Kind.valueOf(text.substring(0, dot));
        return switch (kind) {
            case GOOD -> CompletableFuture.completedFuture(valid(text.substring(text.lastIndexOf('.') + 1)));
            case EXPIRED -> invalid(RejectReason.EXPIRED);
            case FORBIDDEN -> invalid(RejectReason.INSUFFICIENT_SCOPE);
            case UNJUDGED ->
                CompletableFuture.failedFuture(
                        new VerifierUnavailableException(UnavailableReason.SERVER_ERROR, "the judge is away"));
            case BROKEN -> throw new IllegalStateException("the judge is broken");
            case SLOW -> {
                CompletableFuture<Verification> call = new CompletableFuture<>();
                held.add(call);
                yield call;
            }
        };
    }

    private static CompletionStage<Verification> invalid(RejectReason reason) {
        return CompletableFuture.completedFuture(new Verification.Invalid(reason));
    }

    /** A good verdict. */
    public static Verification valid(String subject) {
        return new Verification.Valid(Identity.builder(subject).build());
    }

    /** The next call that waits for its answer. */
    public CompletableFuture<Verification> nextHeld() throws InterruptedException {
        CompletableFuture<Verification> call = held.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no slow token came to the judge");
        }
        return call;
    }

    /** How many tokens came so far. */
    public int asked() {
        return asked.get();
    }

    /** An authenticator with this judge; one attempt, so that nothing happens that a test did not ask for. */
    public WebSocketAuthenticator authenticator(Duration deadline) {
        return builder(deadline).build();
    }

    /** The same, to be changed. */
    public WebSocketAuthenticatorBuilder builder(Duration deadline) {
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
