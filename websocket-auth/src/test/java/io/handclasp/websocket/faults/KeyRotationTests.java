package io.handclasp.websocket.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.GeneratedRegion;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.websocket.testing.TestKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The issuer changes its key while handshakes are under way. */
class KeyRotationTests {
    private static final TestKey OLD = TestKey.ec("old", "P-256");
    private static final TestKey NEW = TestKey.ec("new", "P-256");
    private static final int COUNT = 20;
    private static final int LIMIT_SECONDS = 20;

    private static HostHttp http;

    @BeforeAll
    static void startClient() {
        http = new HostHttp();
    }

    @AfterAll
    static void endClient() {
        http.close();
    }

    /** Holds requests for the keys until the test lets them go. */
    private static final class HeldKeys {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);
        private final FaultBench bench;

        HeldKeys(FaultBench bench) {
            this.bench = bench;
            bench.service().behave(exchange -> {
                asked.countDown();
                await(answer);
                bench.honest().meet(exchange);
            });
        }

        void awaitAsked() {
            await(asked);
        }

        void release() {
            bench.service().behave(bench.honest());
            answer.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError(stopped);
            }
        }
    }

    @Test
    void handshakesWhenTheIssuerRotatesItsKeyThenEachTokenIsJudgedByTheKeysOfItsTime() throws Exception {
        StringBuilder table = new StringBuilder("""
                | what the issuer does | token of the old key | token of the new key | fetches |
                |---|---|---|---|
                """);
        ThreadCensus census = ThreadCensus.take();
        try (LogCapture log = LogCapture.start();
                KeyBench keys = new KeyBench(http)) {
            table.append(tooEarly(keys));
            table.append(publishesBoth(keys));
            table.append(withdrawsOld(keys));
            assertThat(keys.bench().breakerHasOpened()).isFalse();
            log.assertDoesNotContain(keys.secrets());
        }
        HostHttp.assertNoThreadLeft(census);

        GeneratedRegion.assertSays("docs/resilience.md", "key-rotation", table.toString());
    }

    /** Keys that were fetched a moment ago are believed: a flood of made-up key ids must not become a flood of fetches. */
    private static String tooEarly(KeyBench keys) throws Exception {
        keys.publish(OLD);
        assertThat(keys.bench().verdicts(keys.tokens(OLD, COUNT))).allMatch(Met::admitted);
        int before = keys.fetches();
        keys.publish(OLD, NEW);

        List<Met> newest = keys.bench().verdicts(keys.tokens(NEW, COUNT));
        List<Met> oldest = keys.bench().verdicts(keys.tokens(OLD, COUNT));
        return line("signs with a new key within `refreshInterval` of the last fetch", oldest, newest, keys, before);
    }

    private static String publishesBoth(KeyBench keys) throws Exception {
        keys.pass(KeyBench.REFRESH_INTERVAL.plusSeconds(1));
        int before = keys.fetches();
        HeldKeys held = new HeldKeys(keys.bench());

        List<String> oldTokens = keys.tokens(OLD, COUNT);
        List<CompletableFuture<Met>> waiting = keys.bench().start(keys.tokens(NEW, COUNT));
        held.awaitAsked();
        List<Met> meanwhile = keys.bench().atOnce(oldTokens);
        assertThat(waiting).as("the fetch is under way").noneMatch(CompletableFuture::isDone);
        held.release();
        List<Met> newest = keys.bench().outcomes(waiting);

        return line("signs with a new key later than that", meanwhile, newest, keys, before);
    }

    private static String withdrawsOld(KeyBench keys) throws Exception {
        keys.publish(NEW);
        keys.pass(KeyBench.REFRESH_AFTER);
        int before = keys.fetches();
        String first = line(
                "withdraws the old key, less than `refreshAfter` ago",
                keys.bench().atOnce(keys.tokens(OLD, COUNT)),
                keys.bench().atOnce(keys.tokens(NEW, COUNT)),
                keys,
                before);

        keys.pass(Duration.ofSeconds(1));
        HeldKeys held = new HeldKeys(keys.bench());
        List<Met> meanwhile = keys.bench().atOnce(keys.tokens(OLD, COUNT));
        held.awaitAsked();
        String second = line(
                "`refreshAfter` is over, the new key set is on its way",
                meanwhile,
                keys.bench().atOnce(keys.tokens(NEW, COUNT)),
                keys,
                before);

        held.release();
        awaitRefused(keys);
        String third = line(
                "it has arrived",
                keys.bench().atOnce(keys.tokens(OLD, COUNT)),
                keys.bench().atOnce(keys.tokens(NEW, COUNT)),
                keys,
                before + 1);
        return first + second + third;
    }

    /** Until the new keys are there. */
    private static void awaitRefused(KeyBench keys) throws Exception {
        Met refused =
                Repeating.until(() -> keys.bench().atOnce(keys.tokens(OLD, 1)).get(0), met -> !met.admitted());
        assertThat(refused.words()).isEqualTo("401 `UNKNOWN_KEY`");
    }

    /** All of one kind have met the same, and the fetches are as many as the page says. */
    private static String line(String what, List<Met> old, List<Met> recent, KeyBench keys, int before) {
        assertThat(old.stream().map(Met::words).distinct()).hasSize(1);
        assertThat(recent.stream().map(Met::words).distinct()).hasSize(1);
        return "| %s | %s | %s | %d |%n"
                .formatted(what, old.get(0).words(), recent.get(0).words(), keys.fetches() - before);
    }
}
