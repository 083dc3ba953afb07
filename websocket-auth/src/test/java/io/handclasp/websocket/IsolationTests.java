package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.BreakerPolicy;
import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.resilience.DegradedPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of handshakes of different users at once, with real threads: nobody ever gets another's verdict. */
class IsolationTests {
    private static final int CALLERS = 8;
    private static final int HANDSHAKES_EACH = 2_500;
    private static final int USERS = 400;
    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 90})
    void authenticateWhenThousandsAtOnceThenEachOutcomeIsOfItsOwnToken(int percentOfCallsThatFail)
            throws InterruptedException {
        ThreadCensus before = ThreadCensus.take();
        ExecutorService judges = Executors.newFixedThreadPool(8, NamedThreads.daemon("judges"));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS, NamedThreads.daemon("callers"));
        CountDownLatch answered = new CountDownLatch(CALLERS * HANDSHAKES_EACH);
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(TokenVerifiers.blocking(token -> judge(token, percentOfCallsThatFail), judges))
                .resilience(ResiliencePolicy.standard()
                        // Short-lived memory, so that all sources of a verdict take part.
                        .withCache(CachePolicy.standard().withTtl(Duration.ofMillis(5)))
                        .withBreaker(new BreakerPolicy(
                                0.5, Duration.ofSeconds(1), 50, Duration.ofSeconds(1), Duration.ofMillis(20), 10))
                        .withDegraded(DegradedPolicy.reuseVerdict(Duration.ofMinutes(1))))
                .build()) {
            for (int i = 0; i < CALLERS; i++) {
                int seed = i;
                callers.execute(() -> callMany(authenticator, new Random(seed), answered));
            }

            assertThat(answered.await(60, TimeUnit.SECONDS))
                    .as("each has an outcome")
                    .isTrue();
        } finally {
            callers.shutdownNow();
            judges.shutdownNow();
        }

        assertThat(wrong).isEmpty();
        assertThat(admitted.get() + refused.get() + unavailable.get()).isEqualTo(CALLERS * HANDSHAKES_EACH);
        assertThat(admitted.get()).isPositive();
        assertThat(refused.get()).isPositive();
        before.assertNoneLeft(Duration.ofSeconds(10));
    }

    private void callMany(WebSocketAuthenticator authenticator, Random random, CountDownLatch answered) {
        for (int i = 0; i < HANDSHAKES_EACH; i++) {
            boolean bad = random.nextInt(4) == 0;
            String token = (bad ? "bad-" : "good-") + random.nextInt(USERS);
            HandshakeRequest request = HandshakeRequest.builder()
                    .header("Authorization", "Bearer " + token)
                    .build();
            authenticator.authenticateAsync(request).whenComplete((outcome, failure) -> {
                count(token, bad, outcome);
                answered.countDown();
            });
        }
    }

    private void count(String token, boolean bad, AuthOutcome outcome) {
        if (outcome instanceof AuthOutcome.Authenticated in) {
            admitted.incrementAndGet();
            if (bad || !in.identity().subject().equals("owner-of-" + token)) {
                wrong.add(token + " was admitted as " + in.identity());
            }
        } else if (outcome instanceof AuthOutcome.Rejected out) {
            refused.incrementAndGet();
            if (!bad || out.reason() != RejectReason.BAD_SIGNATURE) {
                wrong.add(token + " was refused: " + out);
            }
        } else if (outcome instanceof AuthOutcome.Unavailable) {
            unavailable.incrementAndGet();
        } else {
            wrong.add(token + " got " + outcome);
        }
    }

    private static Verification judge(BearerToken token, int percentOfCallsThatFail) {
        if (ThreadLocalRandom.current().nextInt(100) < percentOfCallsThatFail) {
            throw new VerifierUnavailableException(UnavailableReason.SERVER_ERROR, "on purpose");
        }
        return token.reveal().startsWith("bad")
                ? new Verification.Invalid(RejectReason.BAD_SIGNATURE)
                : new Verification.Valid(Identity.builder("owner-of-" + token.reveal())
                        .expiresAt(LATER)
                        .build());
    }
}
