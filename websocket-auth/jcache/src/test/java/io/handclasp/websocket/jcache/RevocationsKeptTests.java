package io.handclasp.websocket.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What {@code revoke} acknowledges is kept, and told to the other nodes. */
class RevocationsKeptTests {
    private static final Duration KEEP = Duration.ofMinutes(10);
    private static final Duration REFRESH = Duration.ofSeconds(2);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final FakeCache engine = new FakeCache();
    private final FakeCache.Node cache = engine.node();
    private final JCacheRevocations store = JCacheRevocations.builder(
                    cache.cache(), Keys.ring(), Runnable::run, scheduler)
            .timeSource(scheduler.time())
            .capacity(2)
            .keepFor(KEEP)
            .refreshEvery(REFRESH)
            .start();

    private static Revocation token(String id) {
        return new Revocation.OfToken(Optional.empty(), id);
    }

    private static Identity identity(String tokenId) {
        return Identity.builder("alice").tokenId(tokenId).build();
    }

    private void fill() {
        store.revoke(token("t1"));
        store.revoke(token("t2"));
    }

    /** As docs/across-nodes.md has it: the store is the authenticator's, and the guard follows it. */
    @Test
    void revokeWhenFullAndTheGuardTellsItBackThenNoCircle() {
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                        .verifier(new ManualJudge())
                        .revocations(store)
                        .execution(Runnable::run, scheduler)
                        .timeSource(scheduler.time())
                        .build();
                SessionGuard guard = SessionGuard.builder(authenticator)
                        .feed(store)
                        .scheduler(scheduler)
                        .build()) {
            List<Revocation> told = new ArrayList<>();
            store.subscribe(told::add);
            fill();

            assertThat(store.revoke(token("t3"))).isFalse();
            assertThat(guard.revoke(token("t4"))).isFalse();
            assertThat(told).containsExactly(token("t1"), token("t2"), token("t3"), token("t4"));
        }
    }

    @Test
    void revokeWhenASubscriberThrowsAnErrorThenOthersAreToldAndItIsWritten() {
        List<Revocation> told = new ArrayList<>();
        store.subscribe(revocation -> {
            throw new AssertionError("a bug");
        });
        store.subscribe(told::add);

        assertThat(store.revoke(token("t1"))).isTrue();
        assertThat(told).containsExactly(token("t1"));
        assertThat(engine.entries).hasSize(1);
    }

    /** While the cache is away nobody reads, so nobody tidies up. */
    @Test
    void revokeWhenFullOfWhatHasEndedThenKeptAndWrittenWhenTheCacheIsBack() {
        cache.gone = true;
        fill();
        scheduler.advance(KEEP);
        assertThat(store.revoke(token("t3"))).isTrue();
        cache.gone = false;
        scheduler.advance(REFRESH);

        assertThat(store.isRevoked(identity("t3"))).isTrue();
        assertThat(engine.entries).hasSize(1);
    }

    @Test
    void revokeWhenTheWallClockWasSetBackThenKeptFromNowOn() {
        ManualTimeSource time = scheduler.time();
        store.revoke(token("t1"));
        time.setWall(time.now().minus(Duration.ofHours(1)));
        time.advance(KEEP);

        assertThat(store.revoke(token("t1"))).isTrue();
        assertThat(store.isRevoked(identity("t1"))).isTrue();
        assertThat(store.size()).isOne();
    }

    @Test
    void readWhenTheExecutorThrowsAnErrorThenTheNextReadingIsDoneAllTheSame() {
        AtomicBoolean broken = new AtomicBoolean();
        FakeCache.Node other = engine.node();
        other.deaf = true;
        JCacheRevocations second = JCacheRevocations.builder(
                        other.cache(),
                        Keys.ring(),
                        task -> {
                            if (broken.get()) {
                                throw new AssertionError("a bug");
                            }
                            task.run();
                        },
                        scheduler)
                .timeSource(scheduler.time())
                .refreshEvery(REFRESH)
                .start();
        broken.set(true);
        Throwable seen = catchThrowable(() -> scheduler.advance(REFRESH));
        assertThat(seen == null || seen.getMessage().contains("a bug")).isTrue();
        broken.set(false);
        store.revoke(token("t1"));
        scheduler.advance(REFRESH);

        assertThat(second.isRevoked(identity("t1"))).isTrue();
    }
}
