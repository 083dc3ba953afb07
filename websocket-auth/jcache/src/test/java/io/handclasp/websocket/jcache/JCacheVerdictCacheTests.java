package io.handclasp.websocket.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Finding;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.resilience.SharedVerdict;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class JCacheVerdictCacheTests {
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.payload-of-the-token.signature";
    private static final SharedVerdict VERDICT = new SharedVerdict(
            Identity.builder("alice-the-subject")
                    .issuer("https://issuer.example")
                    .tokenId("jti-of-alice")
                    .claims(Map.of("email", "alice@example.org"))
                    .build(),
            Instant.parse("2025-01-01T00:00:00Z"));

    private final FakeCache engine = new FakeCache();
    private final ManualTimeSource time = new ManualTimeSource();
    private final FakeCache.Node node = engine.node();
    private final JCacheVerdictCache cache = cache(Keys.ring(), "rules");

    private JCacheVerdictCache cache(CacheKeyRing keys, String rules) {
        return cache(keys, rules, Runnable::run);
    }

    private JCacheVerdictCache cache(CacheKeyRing keys, String rules, Executor executor) {
        return JCacheVerdictCache.builder(node.cache(), keys, rules, executor)
                .timeSource(time)
                .policy(SharingPolicy.standard().withMaxConcurrent(4).withRest(3, Duration.ofSeconds(5)))
                .build();
    }

    private static Optional<SharedVerdict> find(JCacheVerdictCache cache, String token) {
        CompletableFuture<Optional<SharedVerdict>> asked =
                cache.find(BearerToken.of(token)).toCompletableFuture();
        assertThat(asked).isCompleted();
        return asked.join();
    }

    private void put(String token) {
        cache.put(BearerToken.of(token), VERDICT);
    }

    private String place() {
        assertThat(engine.entries).hasSize(1);
        return engine.entries.keySet().iterator().next();
    }

    @Test
    void putWhenStoredThenNeitherTokenNorClaimsCanBeReadInTheCache() {
        put(TOKEN);
        String raw = place() + new String((byte[]) engine.entries.get(place()), StandardCharsets.ISO_8859_1);

        assertThat(raw)
                .doesNotContain(TOKEN)
                .doesNotContain("payload-of-the-token")
                .doesNotContain("alice")
                .doesNotContain("issuer")
                .doesNotContain("email");
    }

    @Test
    void putWhenIdentitiesDifferALittleThenValuesAreOfOneLength() {
        put("a");
        cache.put(BearerToken.of("b"), new SharedVerdict(Identity.builder("bo").build(), VERDICT.judgedAt()));

        assertThat(engine.entries.values().stream()
                        .map(value -> ((byte[]) value).length)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void findWhenRulesAreOthersThenNotFound() {
        put(TOKEN);

        assertThat(find(cache(Keys.ring(), "audience=mail"), TOKEN)).isEmpty();
        assertThat(find(cache, TOKEN)).contains(VERDICT);
    }

    @Test
    void findWhenAnyByteWasChangedOrCutThenMissAndNothingThrown() {
        put(TOKEN);
        String place = place();
        byte[] good = (byte[]) engine.entries.get(place);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            engine.entries.put(place, changed);
            assertThat(find(cache, TOKEN)).as("byte " + i).isEmpty();
            engine.entries.put(place, Arrays.copyOf(good, i));
            assertThat(find(cache, TOKEN)).as("cut at " + i).isEmpty();
        }
        engine.entries.put(place, good);

        assertThat(find(cache, TOKEN)).contains(VERDICT);
        assertThat(cache.counts().distrusted()).isEqualTo(2L * good.length);
        assertThat(cache.findings())
                .extracting(Finding::code)
                .contains("auth.cache-tampered", "auth.cache-foreign-value", "auth.cache-unknown-key");
    }

    @Test
    void findWhenValueWasMovedToAnotherTokensPlaceThenMiss() {
        put("admin-token");
        Object adminsValue = engine.entries.get(place());
        engine.entries.clear();
        put("my-token");
        engine.entries.put(place(), adminsValue);

        assertThat(find(cache, "my-token")).isEmpty();
        assertThat(cache.findings()).extracting(Finding::code).containsExactly("auth.cache-tampered");
    }

    @Test
    void findWhenKeyIdInValueNamesAnotherKeyOfTheRingThenMiss() {
        JCacheVerdictCache two = cache(CacheKeyRing.of(Keys.key("k1", 1), Keys.key("k2", 2)), "rules");
        put(TOKEN);
        byte[] value = (byte[]) engine.entries.get(place());
        value[3] = '2';

        assertThat(find(two, TOKEN)).isEmpty();
        assertThat(two.findings()).extracting(Finding::code).containsExactly("auth.cache-tampered");
    }

    @Test
    void findWhenValueWasSealedWithAnAttackersOwnKeyThenMiss() {
        JCacheVerdictCache attacker = cache(CacheKeyRing.of(Keys.key("k1", 66)), "rules");
        attacker.put(BearerToken.of(TOKEN), VERDICT);
        Object forged = engine.entries.get(place());
        engine.entries.clear();
        put(TOKEN);
        engine.entries.put(place(), forged);

        assertThat(find(cache, TOKEN)).isEmpty();
    }

    @Test
    void findWhenValueIsOfAnotherTypeThenMiss() {
        put(TOKEN);
        engine.entries.put(place(), "a text");

        assertThat(find(cache, TOKEN)).isEmpty();
        assertThat(cache.counts().failed()).isZero();
    }

    @Test
    void findWhenKeysAreRotatedThenOldEntriesAreReadWhileTheOldKeyIsInTheRing() {
        put(TOKEN);

        assertThat(find(cache(CacheKeyRing.of(Keys.key("k2", 2), Keys.key("k1", 1)), "rules"), TOKEN))
                .contains(VERDICT);
        assertThat(find(cache(CacheKeyRing.of(Keys.key("k2", 2)), "rules"), TOKEN))
                .isEmpty();
    }

    @Test
    void findWhenCacheIsGoneThenMissAndLeftAloneForAWhileAndTriedAgain() {
        put(TOKEN);
        node.gone = true;
        for (int i = 0; i < 3; i++) {
            assertThat(find(cache, TOKEN)).isEmpty();
        }
        int calls = node.calls.get();
        assertThat(find(cache, TOKEN)).isEmpty();
        assertThat(node.calls.get()).as("left alone").isEqualTo(calls);
        assertThat(cache.counts().failed()).isEqualTo(3);
        assertThat(cache.counts().skipped()).isEqualTo(1);

        time.advance(Duration.ofSeconds(5));
        assertThat(find(cache, TOKEN)).isEmpty();
        assertThat(node.calls.get()).as("tried once").isEqualTo(calls + 1);
        assertThat(find(cache, TOKEN)).isEmpty();
        assertThat(node.calls.get()).as("and left alone again").isEqualTo(calls + 1);

        node.gone = false;
        time.advance(Duration.ofSeconds(5));
        assertThat(find(cache, TOKEN)).contains(VERDICT);
        assertThat(find(cache, TOKEN)).contains(VERDICT);
    }

    @Test
    void findWhenCacheHangsThenBoundedNumberOfThreadsIsHeldAndLatenessCountsAsFailure() throws Exception {
        node.hanging = new CountDownLatch(1);
        List<Thread> held = new ArrayList<>();
        JCacheVerdictCache slow = cache(Keys.ring(), "rules", task -> {
            Thread thread = new Thread(task, "held");
            held.add(thread);
            thread.start();
        });
        for (int i = 0; i < 10; i++) {
            CompletableFuture<?> lookup = slow.find(BearerToken.of("t" + i)).toCompletableFuture();
            int started = Math.min(i + 1, 3);
            assertThat(TestNode.becomes(() -> node.calls.get() == started)).isTrue();
            lookup.cancel(true);
        }

        assertThat(held).as("after three late ones the cache is left alone").hasSize(3);
        assertThat(slow.counts().late()).isEqualTo(3);
        time.advance(Duration.ofSeconds(5));
        slow.find(BearerToken.of("t"));
        assertThat(TestNode.becomes(() -> node.calls.get() == 4)).isTrue();
        time.advance(Duration.ofSeconds(5));
        CompletableFuture<?> beyond = slow.find(BearerToken.of("t")).toCompletableFuture();
        assertThat(held).as("no more places").hasSize(4);
        assertThat(beyond).isCompleted();
        node.hanging.countDown();
        for (Thread thread : held) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void findWhenExecutorRefusesThenMiss() {
        JCacheVerdictCache refused = cache(Keys.ring(), "rules", task -> {
            throw new java.util.concurrent.RejectedExecutionException("full");
        });
        for (int i = 0; i < 10; i++) {
            assertThat(find(refused, TOKEN)).isEmpty();
        }
        assertThat(refused.counts().skipped()).isEqualTo(10);
    }

    @Test
    void putWhenIdentityIsTooLargeThenNotKept() {
        cache.put(
                BearerToken.of(TOKEN),
                new SharedVerdict(
                        Identity.builder("a")
                                .claims(Map.of("x", "y".repeat(70_000)))
                                .build(),
                        VERDICT.judgedAt()));

        assertThat(engine.entries).isEmpty();
    }
}
