package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.DegradedPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.revocation.InMemoryRevocations;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Random orders of questions, answers, hand-overs between threads, revocations, outages and time, in one thread: what happens
 * in which step is known, so a token that was revoked in an earlier step than that of its outcome must not be admitted.
 */
class RevocationInterleavingsTests {
    private static final int INTERLEAVINGS = 10_000;
    private static final int STEPS = 40;

    @Test
    void authenticateWhenRevocationsComeAtAnyMomentThenNoRevokedTokenIsAdmitted() {
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        for (int seed = 0; seed < INTERLEAVINGS; seed++) {
            new Interleaving(seed, seen).run();
        }

        // The walk reached all that it is about, or it would prove nothing.
        assertThat(seen.keySet()).containsExactlyInAnyOrder(Kind.values());
        assertThat(seen.values()).allMatch(times -> times > 100);
    }

    private enum Kind {
        FRESH,
        CACHED,
        SHARED_FLIGHT,
        LOCAL,
        STALE,
        REVOKED,
        UNAVAILABLE
    }

    /** A handshake and its outcome. */
    private record Asked(String token, CompletableFuture<AuthOutcome> outcome) {}

    private static final class Interleaving {
        private final Random random;
        private final Map<Kind, Integer> seen;
        private final ManualScheduler scheduler = new ManualScheduler();
        private final List<Runnable> handedOver = new ArrayList<>();
        private final ManualJudge judge = new ManualJudge();
        private final InMemoryRevocations revocations =
                Revocations.inMemory(100, Duration.ofHours(24), scheduler.time());
        private final Set<String> revoked = new HashSet<>();
        private final List<Asked> open = new ArrayList<>();
        private final WebSocketAuthenticator authenticator;

        Interleaving(int seed, Map<Kind, Integer> seen) {
            this.random = new Random(seed);
            this.seen = seen;
            DegradedPolicy degraded = random.nextBoolean()
                    ? DegradedPolicy.reuseVerdict(Duration.ofMinutes(10))
                    : DegradedPolicy.verifyLocally(
                            (token, deadline) -> CompletableFuture.completedFuture(verdictOn(token)));
            authenticator = WebSocketAuthenticator.builder()
                    .verifier(judge)
                    .revocations(revocations)
                    .execution(handedOver::add, scheduler)
                    .timeSource(scheduler.time())
                    .resilience(ResiliencePolicy.standard()
                            .withRetry(RetryPolicy.standard().withMaxAttempts(2))
                            .withDegraded(degraded))
                    .build();
        }

        private Verification verdictOn(BearerToken token) {
            return new Verification.Valid(Identity.builder("owner-of-" + token.reveal())
                    .tokenId(token.reveal())
                    .issuedAt(scheduler.time().now().minusSeconds(60))
                    .expiresAt(scheduler.time().now().plusSeconds(3_600))
                    .build());
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                Set<String> revokedBefore = Set.copyOf(revoked);
                step();
                check(revokedBefore);
            }
            Set<String> revokedBefore = Set.copyOf(revoked);
            for (int i = 0; i < 10; i++) {
                scheduler.advance(Duration.ofSeconds(1));
                drain();
            }
            check(revokedBefore);
            assertThat(open).as("each handshake has its outcome").isEmpty();
        }

        private void step() {
            String token = "token-" + random.nextInt(3);
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> ask(token);
                case 3, 4 -> answer();
                case 5, 6 -> runOneHandedOver();
                case 7 -> revoke(token);
                case 8 -> scheduler.advance(Duration.ofMillis(random.nextInt(600)));
                default -> scheduler.advance(Duration.ofSeconds(random.nextInt(40)));
            }
        }

        private void ask(String token) {
            HandshakeRequest request = HandshakeRequest.builder()
                    .header("Authorization", "Bearer " + token)
                    .build();
            open.add(new Asked(token, authenticator.authenticateAsync(request).toCompletableFuture()));
        }

        private void answer() {
            if (judge.calls() == 0) {
                return;
            }
            ManualJudge.Call call = judge.call(random.nextInt(judge.calls()));
            switch (random.nextInt(3)) {
                case 0 -> call.unavailable(UnavailableReason.CONNECTION_FAILED);
                default -> call.answer().complete(verdictOn(call.token()));
            }
        }

        private void runOneHandedOver() {
            if (!handedOver.isEmpty()) {
                handedOver.remove(random.nextInt(handedOver.size())).run();
            }
        }

        private void drain() {
            while (!handedOver.isEmpty()) {
                handedOver.remove(0).run();
            }
        }

        private void revoke(String token) {
            boolean byToken = random.nextBoolean();
            revocations.revoke(
                    byToken
                            ? new Revocation.OfToken(Optional.empty(), token)
                            : new Revocation.OfSubject(
                                    Optional.empty(),
                                    "owner-of-" + token,
                                    scheduler.time().now().plusSeconds(7_200)));
            revoked.add(token);
        }

        private void check(Set<String> revokedBefore) {
            open.removeIf(asked -> {
                AuthOutcome outcome = asked.outcome().getNow(null);
                if (outcome == null) {
                    return false;
                }
                if (outcome instanceof AuthOutcome.Authenticated admitted) {
                    assertThat(revokedBefore).doesNotContain(asked.token());
                    assertThat(admitted.identity().subject()).isEqualTo("owner-of-" + asked.token());
                    count(Kind.valueOf(admitted.evidence().source().name()));
                } else if (outcome instanceof AuthOutcome.Rejected rejected) {
                    assertThat(rejected.reason()).isEqualTo(RejectReason.REVOKED);
                    assertThat(revoked).contains(asked.token());
                    count(Kind.REVOKED);
                } else {
                    assertThat(outcome).isInstanceOf(AuthOutcome.Unavailable.class);
                    count(Kind.UNAVAILABLE);
                }
                return true;
            });
        }

        private void count(Kind kind) {
            seen.merge(kind, 1, Integer::sum);
        }
    }
}
