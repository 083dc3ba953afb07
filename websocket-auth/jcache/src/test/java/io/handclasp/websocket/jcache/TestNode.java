package io.handclasp.websocket.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.cache.Cache;

/** One node of a fleet, with real threads and a real engine. */
final class TestNode implements AutoCloseable {
    static final String SUBJECT = "alice-the-subject";

    final ExecutorService executor = Executors.newFixedThreadPool(4);
    final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    final ManualJudge judge = new ManualJudge();
    final JCacheVerdictCache verdicts;
    final JCacheRevocations revocations;
    final WebSocketAuthenticator authenticator;
    final SessionGuard guard;
    final BlockingQueue<Long> closedNanos = new LinkedBlockingQueue<>();

    TestNode(Cache<String, byte[]> verdictCache, Cache<String, byte[]> revocationCache) {
        this(verdictCache, revocationCache, Duration.ofSeconds(30));
    }

    TestNode(Cache<String, byte[]> verdictCache, Cache<String, byte[]> revocationCache, Duration staleAfter) {
        judge.answering((token, deadline) ->
                CompletableFuture.completedFuture(new Verification.Valid(identity(token.reveal()))));
        // Loopback with two busy cores: a patient cache, so that a slow machine fails no test.
        verdicts = JCacheVerdictCache.builder(verdictCache, Keys.ring(), "rules", executor)
                .policy(SharingPolicy.standard().withPatience(Duration.ofSeconds(1)))
                .build();
        revocations = JCacheRevocations.builder(revocationCache, Keys.ring(), executor, scheduler)
                .refreshEvery(Duration.ofMillis(200))
                .staleAfter(staleAfter)
                .start();
        authenticator = WebSocketAuthenticator.builder()
                .verifier(judge)
                .verdictCache(verdicts)
                .revocations(revocations)
                .execution(executor, scheduler)
                .build();
        guard = SessionGuard.builder(authenticator)
                .feed(revocations)
                .scheduler(scheduler)
                .build();
    }

    private static Identity identity(String token) {
        Instant start = Instant.parse("2025-01-01T00:00:00Z");
        return Identity.builder(SUBJECT)
                .tokenId("jti-" + token)
                .issuedAt(start)
                .expiresAt(Instant.parse("2125-01-01T00:00:00Z"))
                .claims(Map.of("email", "alice@example.org"))
                .build();
    }

    AuthOutcome ask(String token) {
        return authenticator.authenticate(HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build());
    }

    SessionGate open(String token) {
        return guard.guard(
                (AuthOutcome.Authenticated) ask(token),
                (code, reason) -> closedNanos.add(TimeSource.system().nanoTime()));
    }

    /**
     * Has a token's session here closed by its revocation at another node; with up to two more tokens, when that took a second or
     * more: a machine may stand still.
     *
     * @return the least time it took
     */
    Duration closedByRevocationAt(TestNode other, String token) throws InterruptedException {
        Duration least = closedByOneRevocationAt(other, token);
        for (int i = 2; i <= 3 && least.compareTo(Duration.ofSeconds(1)) >= 0; i++) {
            Duration took = closedByOneRevocationAt(other, token + "-" + i);
            least = took.compareTo(least) < 0 ? took : least;
        }
        return least;
    }

    private Duration closedByOneRevocationAt(TestNode other, String token) throws InterruptedException {
        SessionGate gate = open(token);
        long began = TimeSource.system().nanoTime();
        assertThat(other.guard.revoke(new Revocation.OfToken(Optional.empty(), "jti-" + token)))
                .isTrue();
        Long closed = closedNanos.poll(20, TimeUnit.SECONDS);
        assertThat(closed).isNotNull();
        assertThat(gate.isOpen()).isFalse();
        return Duration.ofNanos(closed - began);
    }

    /** Looks again until it is so; the latch is never counted down, it only lets time pass. */
    static boolean becomes(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 1_500; i++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (never.await(10, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    @Override
    public void close() {
        guard.close();
        revocations.close();
        authenticator.close();
        executor.shutdownNow();
        scheduler.shutdownNow();
    }
}
