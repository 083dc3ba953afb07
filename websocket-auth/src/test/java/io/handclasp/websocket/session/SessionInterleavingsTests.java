package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random orders of opening, renewing, revoking, expiring, closing, outages, hand-overs between threads and jumps of the wall
 * clock, in one thread: what happened in which step is known, so no message may pass after a revocation was answered or a token
 * ended, and no session may be closed twice or without a reason.
 */
class SessionInterleavingsTests {
    private static final int INTERLEAVINGS = 10_000;
    private static final int STEPS = 40;
    private static final int SUBJECTS = 3;

    private enum Kind {
        EXPIRED,
        REVOKED,
        RENEWED,
        NOT_JUDGED,
        ENDED_FIRST,
        OTHER_SUBJECT,
        PASSED,
        HELD_BACK
    }

    @Test
    void sessionsWhenAnythingHappensInAnyOrderThenNoMessagePassesThatMustNot() {
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        for (int seed = 0; seed < INTERLEAVINGS; seed++) {
            new Interleaving(seed, seen).run();
        }

        // The walk reached all that it is about, or it would prove nothing.
        assertThat(seen.keySet()).containsExactlyInAnyOrder(Kind.values());
        assertThat(seen.values()).allMatch(times -> times > 100);
    }

    /** What a test knows of a session, without asking the guard. */
    private static final class Known {
        final SessionFixture.Handle handle = new SessionFixture.Handle();
        SessionGate gate;
        Identity identity;
        boolean over;
        boolean endedByClient;
        boolean hadReasonToClose;
        long endNanos;
    }

    private static final class Interleaving {
        private final Random random;
        private final Map<Kind, Integer> seen;
        private final List<Runnable> handedOver = new ArrayList<>();
        private final SessionFixture fixture = new SessionFixture(
                GuardPolicy.standard()
                        .withAgeWithoutExpiry(Duration.ofSeconds(12))
                        .withWarnBefore(Duration.ofSeconds(3)),
                handedOver::add,
                ResiliencePolicy.standard()
                        .withCache(CachePolicy.standard().withTtl(Duration.ofSeconds(5)))
                        .withRetry(RetryPolicy.standard().withMaxAttempts(1)));
        private final List<Known> sessions = new ArrayList<>();
        private final Map<String, Identity> identities = new HashMap<>();
        private int tokens;

        Interleaving(int seed, Map<Kind, Integer> seen) {
            this.random = new Random(seed);
            this.seen = seen;
            fixture.judge.holding();
        }

        void run() {
            try {
                for (int step = 0; step < STEPS; step++) {
                    step();
                    sessions.forEach(this::check);
                }
                settle();
            } finally {
                fixture.close();
            }
        }

        private void step() {
            switch (random.nextInt(14)) {
                case 0, 1 -> open();
                case 2, 3 -> renew();
                case 4, 5, 6 -> answer();
                case 7 -> revoke();
                case 8, 9 -> runOneHandedOver();
                case 10 -> endOne();
                case 11 -> jump();
                default -> pass(Duration.ofMillis(random.nextInt(4_000)));
            }
        }

        private Identity identity(String subject) {
            Instant now = fixture.time.now();
            Identity.Builder token = Identity.builder(subject)
                    .issuer(SessionFixture.ISSUER)
                    .tokenId("token-" + tokens++)
                    .sessionId("login-of-" + subject + "-" + random.nextInt(2))
                    .issuedAt(now);
            return random.nextInt(4) == 0
                    ? token.build()
                    : token.expiresAt(now.plusSeconds(1 + random.nextInt(12))).build();
        }

        private String subject() {
            return "user-" + random.nextInt(SUBJECTS);
        }

        private void open() {
            Known known = new Known();
            known.identity = identity(subject());
            known.gate = fixture.open(known.identity, known.handle);
            boolean revoked = fixture.revocations.isRevoked(known.identity);
            known.over = revoked;
            known.hadReasonToClose = revoked;
            setEnd(known);
            sessions.add(known);
        }

        private void setEnd(Known known) {
            Duration left = known.identity
                    .expiresAt()
                    .map(end -> Duration.between(fixture.time.now(), end))
                    .orElse(Duration.ofSeconds(12));
            known.endNanos = fixture.time.nanoTime() + left.toNanos();
        }

        private void renew() {
            if (sessions.isEmpty()) {
                return;
            }
            Known known = sessions.get(random.nextInt(sessions.size()));
            Identity fresh = identity(random.nextInt(8) == 0 ? "mallory" : known.identity.subject());
            // The text says whose it is; the judge answers by it.
            identities.put("fresh-" + fresh.tokenId().orElseThrow(), fresh);
            known.gate
                    .renew(BearerToken.of("fresh-" + fresh.tokenId().orElseThrow()))
                    .whenComplete((renewal, bug) -> renewed(known, fresh, renewal, bug));
        }

        private void renewed(Known known, Identity fresh, Renewal renewal, Throwable bug) {
            assertThat(bug).isNull();
            if (renewal instanceof Renewal.Renewed) {
                assertThat(known.over).as("a session that ended comes back").isFalse();
                assertThat(fresh.subject()).isEqualTo(known.identity.subject());
                known.identity = fresh;
                setEnd(known);
                count(Kind.RENEWED);
            } else if (renewal instanceof Renewal.OtherSubject) {
                assertThat(fresh.subject()).isEqualTo("mallory");
                known.over = true;
                known.hadReasonToClose = true;
                count(Kind.OTHER_SUBJECT);
            } else if (renewal instanceof Renewal.NotJudged) {
                count(Kind.NOT_JUDGED);
            }
        }

        private void answer() {
            if (fixture.judge.calls() == 0) {
                return;
            }
            ManualJudge.Call call = fixture.judge.call(random.nextInt(fixture.judge.calls()));
            if (random.nextInt(4) == 0) {
                call.unavailable(UnavailableReason.CONNECTION_FAILED);
            } else {
                call.answer()
                        .complete(new Verification.Valid(
                                identities.get(call.token().reveal())));
            }
        }

        private void revoke() {
            Revocation revocation = revocation();
            fixture.guard.revoke(revocation);
            for (Known known : sessions) {
                if (!known.over && !expired(known) && revocation.covers(known.identity)) {
                    known.over = true;
                    known.hadReasonToClose = true;
                    count(Kind.REVOKED);
                }
            }
        }

        private Revocation revocation() {
            String subject = subject();
            return switch (random.nextInt(3)) {
                case 0 ->
                    new Revocation.OfSubject(
                            Optional.empty(), subject, fixture.time.now().plusNanos(1));
                case 1 ->
                    new Revocation.OfSession(
                            Optional.of(SessionFixture.ISSUER), "login-of-" + subject + "-" + random.nextInt(2));
                default -> new Revocation.OfToken(Optional.empty(), "token-" + random.nextInt(tokens + 1));
            };
        }

        private void runOneHandedOver() {
            if (!handedOver.isEmpty()) {
                handedOver.remove(random.nextInt(handedOver.size())).run();
            }
        }

        private void endOne() {
            if (!sessions.isEmpty()) {
                Known known = sessions.get(random.nextInt(sessions.size()));
                known.gate.ended();
                if (!known.over && !expired(known)) {
                    known.endedByClient = true;
                    count(Kind.ENDED_FIRST);
                }
                known.over = true;
            }
        }

        private void jump() {
            if (random.nextInt(3) == 0) {
                fixture.time.setWall(fixture.time.now().plusSeconds(random.nextInt(21) - 10));
                pass(Duration.ofMillis(100)); // within a tick the guard has looked
            }
        }

        private void pass(Duration duration) {
            fixture.pass(duration);
        }

        private boolean expired(Known known) {
            boolean byDate = known.identity
                    .expiresAt()
                    .filter(end -> !fixture.time.now().isBefore(end))
                    .isPresent();
            return byDate || fixture.time.nanoTime() - known.endNanos >= 0;
        }

        private void check(Known known) {
            if (expired(known) && !known.over) {
                known.over = true;
                known.hadReasonToClose = true;
                count(Kind.EXPIRED);
            }
            boolean passed = known.gate.admit(() -> {});
            count(passed ? Kind.PASSED : Kind.HELD_BACK);
            boolean mayClose = known.hadReasonToClose && !known.endedByClient;
            // Asked some millions of times, so the words are found only when they are needed.
            if (passed == known.over || known.handle.closes.size() > (mayClose ? 1 : 0)) {
                throw new AssertionError("a message of " + known.identity + " passed: " + passed
                        + ", the session is over: " + known.over + ", was closed: " + known.handle.closes);
            }
        }

        /** All threads come to their end: whatever had to be closed is closed, and nothing is kept. */
        private void settle() {
            for (int i = 0; i < 100 && (fixture.guard.size() > 0 || fixture.guard.waiting() > 0); i++) {
                fixture.pass(Duration.ofSeconds(5));
                while (!handedOver.isEmpty()) {
                    handedOver.remove(0).run();
                }
                sessions.forEach(this::check);
            }
            assertThat(fixture.guard.size()).isZero();
            assertThat(fixture.guard.waiting()).isZero();
            for (Known known : sessions) {
                assertThat(known.over).isTrue();
            }
        }

        private void count(Kind kind) {
            seen.merge(kind, 1, Integer::sum);
        }
    }
}
