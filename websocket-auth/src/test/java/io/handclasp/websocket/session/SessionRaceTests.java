package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two threads at the same moment, many times: whichever is first, a revoked session ends, once. */
class SessionRaceTests {
    private static final int ROUNDS = 3_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CyclicBarrier start = new CyclicBarrier(2);
    private final SessionFixture fixture =
            new SessionFixture(GuardPolicy.standard().withClosesPerSecond(1_000_000));

    @AfterEach
    void close() {
        fixture.close();
        threads.shutdownNow();
    }

    private <A, B> void together(Callable<A> one, Callable<B> other) throws Exception {
        Future<A> first = threads.submit(() -> {
            start.await(10, TimeUnit.SECONDS);
            return one.call();
        });
        start.await(10, TimeUnit.SECONDS);
        other.call();
        first.get(10, TimeUnit.SECONDS);
    }

    @Test
    void guardWhenRevokedAtTheSameTimeThenShut() throws Exception {
        AtomicInteger closes = new AtomicInteger();
        for (int i = 0; i < ROUNDS; i++) {
            Identity identity = fixture.token("user-" + i).tokenId("t" + i).build();
            Revocation revocation = new Revocation.OfToken(Optional.empty(), "t" + i);
            SessionGate[] gate = {null};
            together(
                    () -> gate[0] = fixture.guard.guard(
                            SessionFixture.admitted(identity), (code, reason) -> closes.incrementAndGet()),
                    () -> fixture.guard.revoke(revocation));

            assertThat(gate[0].isOpen()).isFalse();
        }
        fixture.pass(Duration.ofSeconds(1));
        assertThat(closes.get()).isEqualTo(ROUNDS);
        assertThat(fixture.guard.size()).isZero();
    }

    @Test
    void renewWhenNewTokenIsRevokedAtTheSameTimeThenNeverOpenWithIt() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            AtomicInteger closes = new AtomicInteger();
            SessionGate gate = fixture.guard.guard(
                    SessionFixture.admitted(
                            fixture.token("alice").tokenId("old" + i).build()),
                    (code, reason) -> closes.incrementAndGet());
            Identity fresh = fixture.token("alice").tokenId("new" + i).build();
            fixture.judge.answering(
                    (token, deadline) -> CompletableFuture.completedFuture(new Verification.Valid(fresh)));
            String text = "fresh-" + i;
            Revocation revocation = new Revocation.OfToken(Optional.empty(), "new" + i);
            together(
                    () -> gate.renew(BearerToken.of(text)).toCompletableFuture().get(10, TimeUnit.SECONDS),
                    () -> fixture.guard.revoke(revocation));

            boolean withFresh = gate.identity().equals(fresh);
            assertThat(gate.isOpen()).as("open with the revoked token").isEqualTo(!withFresh);
            gate.ended();
            assertThat(closes.get()).isLessThanOrEqualTo(1);
        }
    }
}
