package io.handclasp.websocket.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.revocation.Revocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** After {@code close()} nothing of a store is left on the host's cache. */
class RevocationsFarewellTests {
    private static final Duration REFRESH = Duration.ofSeconds(2);
    private static final int UNTIL_LEFT_ALONE = 1_000;

    private final ManualScheduler scheduler = new ManualScheduler();
    private final FakeCache engine = new FakeCache();
    private final FakeCache.Node cache = engine.node();
    private final List<Runnable> tasks = new ArrayList<>();

    private JCacheRevocations started(Executor executor) {
        return JCacheRevocations.builder(cache.cache(), Keys.ring(), executor, scheduler)
                .timeSource(scheduler.time())
                .refreshEvery(REFRESH)
                .start();
    }

    @Test
    void closeWhenTheFirstReadingHasNotBegunThenItLeavesNoListenerAndReadsNothing() {
        JCacheRevocations store = started(task -> {
            if (tasks.isEmpty()) {
                tasks.add(task);
            } else {
                task.run();
            }
        });
        store.close();
        tasks.get(0).run();

        assertThat(cache.listeners()).isZero();
        assertThat(cache.calls).hasValue(0);
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void exchangeWhenItsStoreWasClosedMeanwhileThenItDoesNotListen() {
        RevocationExchange exchange = new RevocationExchange(
                cache.cache(),
                Keys.ring(),
                new KnownRevocations(10, Duration.ofHours(1), scheduler.time()),
                10,
                new Troubles("fake"),
                revocation -> {});
        exchange.stopListening();

        assertThat(exchange.exchange()).isTrue();
        assertThat(cache.listeners()).isZero();
    }

    @Test
    void closeWhenCacheIsLeftAloneThenTheFarewellIsSaidAllTheSame() {
        JCacheRevocations store = started(Runnable::run);
        assertThat(cache.listeners()).isOne();
        cache.gone = true;
        for (int i = 0; i < UNTIL_LEFT_ALONE; i++) {
            scheduler.advance(REFRESH);
        }
        cache.gone = false;
        store.close();

        assertThat(cache.listeners()).isZero();
    }

    @Test
    void closeWhenCacheFailsThenASecondCloseTriesAgain() {
        JCacheRevocations store = started(Runnable::run);
        cache.gone = true;
        store.close();
        assertThat(cache.listeners()).isOne();
        cache.gone = false;
        store.close();
        int calls = cache.calls.get();
        store.close();

        assertThat(cache.listeners()).isZero();
        assertThat(cache.calls).as("there is nothing left to do").hasValue(calls);
    }

    @Test
    void closeWhenCalledAgainWhileTheFarewellWaitsThenThereIsOneTask() {
        JCacheRevocations store = started(task -> {
            if (cache.listeners() == 0) {
                task.run();
            } else {
                tasks.add(task);
            }
        });
        Thread.currentThread().interrupt(); // so that it does not wait its second
        store.close();
        store.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(tasks).hasSize(1);
        tasks.get(0).run();
        assertThat(cache.listeners()).isZero();
    }

    @Test
    void revokeWhenClosedThenHoldsHereAndIsNotAcknowledgedSinceNobodyElseWillKnow() {
        Revocation revocation = new Revocation.OfToken(Optional.empty(), "t1");
        JCacheRevocations store = started(Runnable::run);
        store.close();

        assertThat(store.revoke(revocation)).isFalse();
        assertThat(store.size()).isOne();
        assertThat(engine.entries).isEmpty();
    }
}
