package io.handclasp.websocket.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.Finding;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.verify.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class JCacheRevocationsTests {
    private static final Duration REFRESH = Duration.ofSeconds(2);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final FakeCache engine = new FakeCache();
    private final FakeCache.Node cacheOfA = engine.node();
    private final FakeCache.Node cacheOfB = engine.node();
    private final JCacheRevocations a = node(cacheOfA);
    private final JCacheRevocations b = node(cacheOfB);

    private JCacheRevocations node(FakeCache.Node cache) {
        return node(cache, Keys.ring(), Runnable::run);
    }

    private JCacheRevocations node(FakeCache.Node cache, CacheKeyRing keys, Executor executor) {
        return JCacheRevocations.builder(cache.cache(), keys, executor, scheduler)
                .timeSource(scheduler.time())
                .capacity(100)
                .keepFor(Duration.ofMinutes(10))
                .start();
    }

    private static Revocation token(String id) {
        return new Revocation.OfToken(Optional.empty(), id);
    }

    private Revocation subject(Duration fromNow) {
        return new Revocation.OfSubject(
                Optional.empty(), "alice", scheduler.time().now().plus(fromNow));
    }

    private static Identity identity(String tokenId) {
        return Identity.builder("alice")
                .tokenId(tokenId)
                .issuedAt(Instant.parse("2024-12-31T23:59:59Z"))
                .build();
    }

    @Test
    void revokeWhenCalledThenHoldsHereAtOnceAndOnTheOtherNodeByEvent() {
        assertThat(a.revoke(token("t1"))).isTrue();

        assertThat(a.isRevoked(identity("t1"))).isTrue();
        assertThat(b.isRevoked(identity("t1"))).isTrue();
        assertThat(b.isRevoked(identity("t2"))).isFalse();
        assertThat(engine.entries).hasSize(1);
    }

    @Test
    void revokeWhenStoredThenNoIdCanBeReadInTheCache() {
        a.revoke(new Revocation.OfSubject(
                Optional.of("https://issuer.example"),
                "alice-the-subject",
                scheduler.time().now()));
        engine.entries.forEach((place, value) -> assertThat(
                        place + new String((byte[]) value, StandardCharsets.ISO_8859_1))
                .doesNotContain("alice")
                .doesNotContain("issuer"));
        assertThat(engine.entries).hasSize(1);
    }

    @Test
    void revokeWhenEventIsLostThenArrivesWithTheNextReading() {
        cacheOfB.deaf = true;
        a.revoke(token("t1"));
        assertThat(b.isRevoked(identity("t1"))).isFalse();

        scheduler.advance(REFRESH);
        assertThat(b.isRevoked(identity("t1"))).isTrue();
    }

    @Test
    void revokeWhenCacheIsGoneThenHoldsHereAndIsWrittenWhenItIsBack() {
        cacheOfA.gone = true;
        assertThat(a.revoke(token("t1"))).isTrue();
        assertThat(a.isRevoked(identity("t1"))).isTrue();
        assertThat(b.isRevoked(identity("t1"))).isFalse();

        cacheOfA.gone = false;
        scheduler.advance(REFRESH);
        assertThat(b.isRevoked(identity("t1"))).isTrue();
    }

    @Test
    void completeWhenCacheWasNeverReadOrNotLatelyThenFalseAndFindingsSayWhy() {
        FakeCache.Node away = engine.node();
        away.gone = true;
        JCacheRevocations c = node(away);
        assertThat(c.complete()).isFalse();
        assertThat(c.findings()).extracting(Finding::code).containsExactly("auth.revocations-stale");
        away.gone = false;
        scheduler.advance(REFRESH);
        assertThat(c.complete()).isTrue();
        assertThat(c.findings()).isEmpty();

        away.gone = true;
        scheduler.advance(Duration.ofSeconds(30));
        assertThat(c.complete()).as("its last reading is 30 s ago").isTrue();
        scheduler.advance(Duration.ofMillis(1));
        assertThat(c.complete()).isFalse();
        away.gone = false;
        scheduler.advance(REFRESH);
        assertThat(c.complete()).isTrue();
    }

    @Test
    void startWhenOthersRevokedBeforeThenKnownAfterTheFirstReading() {
        a.revoke(token("t1"));

        assertThat(node(engine.node()).isRevoked(identity("t1"))).isTrue();
    }

    @Test
    void exchangeWhenCacheLostEntriesThenWhoKnowsThemWritesThemAgain() {
        a.revoke(token("t1"));
        engine.entries.clear();
        scheduler.advance(REFRESH);

        assertThat(engine.entries).hasSize(1);
        assertThat(node(engine.node()).isRevoked(identity("t1"))).isTrue();
    }

    @Test
    void exchangeWhenANarrowerOneReplacedAWiderThenTheWiderIsWrittenAgain() {
        cacheOfB.deaf = true;
        a.revoke(subject(Duration.ZERO));
        b.revoke(subject(Duration.ofHours(-1)));
        scheduler.advance(REFRESH.multipliedBy(2));

        assertThat(node(engine.node()).isRevoked(identity("any"))).isTrue();
        assertThat(b.isRevoked(identity("any"))).isTrue();
    }

    @Test
    void exchangeWhenSomebodyTampersThenCountedAndNothingElse() {
        a.revoke(token("t1"));
        Map<String, Object> good = new HashMap<>(engine.entries);
        engine.entries.replaceAll((place, value) -> new byte[] {1, 2, 3});
        engine.entries.put("some place", good.values().iterator().next());
        engine.entries.put("another", "a text");
        JCacheRevocations c = node(engine.node());

        assertThat(c.isRevoked(identity("t1"))).isFalse();
        assertThat(c.complete()).isTrue();
        assertThat(c.findings())
                .extracting(Finding::code)
                .containsExactly("auth.cache-foreign-value", "auth.cache-tampered");
        scheduler.advance(REFRESH);
        assertThat(c.isRevoked(identity("t1"))).as("a has written it again").isTrue();
    }

    @Test
    void exchangeWhenCacheIsFloodedThenReadingEndsAndStoreIsNotComplete() {
        for (int i = 0; i <= 200; i++) {
            engine.entries.put("garbage-" + i, new byte[0]);
        }
        JCacheRevocations c = node(engine.node());

        assertThat(c.complete()).isFalse();
    }

    @Test
    void revokeWhenFullThenFalseAndIncompleteAndOthersAreToldAllTheSame() {
        for (int i = 0; i < 100; i++) {
            a.revoke(token("t" + i));
        }
        assertThat(a.revoke(token("one too many"))).isFalse();
        assertThat(a.complete()).isFalse();
        assertThat(a.findings()).extracting(Finding::code).contains("auth.revocations-full");
    }

    @Test
    void exchangeWhenTimeIsOverThenEntryIsNotTakenAnyMoreAndNotWrittenAgain() {
        a.revoke(token("t1"));
        Map<String, Object> old = new HashMap<>(engine.entries);
        engine.entries.clear();
        scheduler.advance(Duration.ofMinutes(10));
        engine.entries.clear();
        scheduler.advance(REFRESH);
        assertThat(engine.entries).isEmpty();

        engine.entries.putAll(old);
        assertThat(node(engine.node()).isRevoked(identity("t1"))).isFalse();
    }

    @Test
    void subscribeWhenSinkTellsItBackThenNoCircle() {
        List<Revocation> told = new ArrayList<>();
        var subscription = b.subscribe(revocation -> {
            told.add(revocation);
            return b.revoke(revocation);
        });
        a.revoke(token("t1"));
        scheduler.advance(Duration.ofSeconds(20));

        assertThat(told).containsExactly(token("t1"));
        subscription.close();
    }

    @Test
    void keysWhenRotatedThenRevocationsOfBothKeysAreKnownAndWrittenAnew() {
        a.revoke(token("t1"));
        JCacheRevocations c = node(engine.node(), CacheKeyRing.of(Keys.key("k2", 2), Keys.key("k1", 1)), Runnable::run);
        assertThat(c.isRevoked(identity("t1"))).isTrue();
        engine.entries.clear();
        a.close();
        b.close();
        scheduler.advance(REFRESH);

        assertThat(node(engine.node(), CacheKeyRing.of(Keys.key("k2", 2)), Runnable::run)
                        .isRevoked(identity("t1")))
                .isTrue();
    }

    @Test
    void readWhenCacheHangsThenNoFurtherReadingIsStartedAndStoreGrowsStale() throws Exception {
        FakeCache.Node slow = engine.node();
        slow.hanging = new CountDownLatch(1);
        List<Thread> held = new ArrayList<>();
        JCacheRevocations c = node(slow, Keys.ring(), task -> {
            Thread thread = new Thread(task, "held");
            held.add(thread);
            thread.start();
        });
        assertThat(TestNode.becomes(() -> slow.calls.get() == 1)).isTrue();
        scheduler.advance(Duration.ofMinutes(1));
        c.revoke(token("t1"));
        c.revoke(token("t2"));

        assertThat(held).as("one reads, one writes").hasSize(2);
        assertThat(c.complete()).isFalse();
        assertThat(c.isRevoked(identity("t1"))).isTrue();
        slow.hanging.countDown();
        for (Thread thread : held) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
        assertThat(a.isRevoked(identity("t2"))).isTrue();
        assertThat(c.complete())
                .as("what was read then is not what is there now")
                .isFalse();
    }

    @Test
    void closeWhenCalledThenNoTimerAndNoListenerIsLeft() {
        a.close();
        b.close();
        a.close();

        assertThat(scheduler.pending()).isZero();
        assertThat(cacheOfA.listeners()).isZero();
        assertThat(cacheOfB.listeners()).isZero();
    }

    @Test
    void startWhenStaleAfterIsNotLongerThanRefreshThenRefused() {
        assertThatThrownBy(() -> JCacheRevocations.builder(cacheOfA.cache(), Keys.ring(), Runnable::run, scheduler)
                        .refreshEvery(Duration.ofSeconds(5))
                        .staleAfter(Duration.ofSeconds(5))
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("staleAfter was PT5S, must be longer than refreshEvery, which is PT5S");
    }
}
