package io.handclasp.websocket.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.GeneratedRegion;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ThreadCensus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The auth service restarts while handshakes are under way: its connections are reset, then nobody listens for a while. */
class RestartTests {
    /** With all their retries, fewer failures than half of the calls that the breaker needs, however slow the machine. */
    private static final int SOME = 8;
    /** With their retries, more calls than the breaker needs. */
    private static final int MANY = 60;
    /** More of them meet the service away than there are handshakes. */
    private static final int REFUSED = 8;

    private static HostHttp http;

    @BeforeAll
    static void startClient() {
        http = new HostHttp();
    }

    @AfterAll
    static void endClient() {
        http.close();
    }

    /** Handshakes whose calls have all reached the service, which does not answer. */
    private static List<CompletableFuture<Met>> underWay(FaultBench bench, int count) throws Exception {
        CountDownLatch arrived = new CountDownLatch(count);
        bench.service().behave(exchange -> {
            arrived.countDown();
            exchange.awaitLeft();
        });
        List<CompletableFuture<Met>> started = bench.start(Tokens.good(count));
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        return started;
    }

    @Test
    void handshakesWhenTheServiceRestartsThenNoneIsLostAndNoneRejected() throws Exception {
        ThreadCensus census = ThreadCensus.take();
        String table;
        try (LogCapture log = LogCapture.start()) {
            table = """
                    | the service is away | handshakes under way | lost | rejected | breaker | handshakes afterwards |
                    |---|---|---|---|---|---|
                    """ + line("for a moment", away(true)) + line("for longer than the retries", away(false));
            log.assertDoesNotContain(Tokens.secrets());
        }
        HostHttp.assertNoThreadLeft(census);

        GeneratedRegion.assertSays("docs/resilience.md", "restart", table);
    }

    /**
     * What became of one restart.
     *
     * @param underWay the handshakes that were under way
     * @param lost how many of them have no outcome
     * @param opened whether the breaker opened
     * @param recovery what came after
     */
    private record Restart(List<Met> underWay, int lost, boolean opened, Recovery recovery) {}

    private static Restart away(boolean briefly) throws Exception {
        int count = briefly ? SOME : MANY;
        try (FaultBench bench = FaultBench.introspection(http.client(), false)) {
            assertThat(bench.verdicts(Tokens.good(count))).hasSize(count).allMatch(Met::admitted);
            List<CompletableFuture<Met>> started = underWay(bench, count);
            CountDownLatch failed = bench.transport().failures(count + REFUSED);

            bench.service().goDown();
            bench.service().behave(bench.honest());
            if (briefly) {
                assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();
            } else {
                assertThat(bench.outcomes(started)).allMatch(Met::unavailable);
            }
            Recovery recovery = bench.recoverAfter(same -> same.service().comeBack());

            List<Met> met = bench.outcomes(started);
            assertThat(met).hasSize(count).allMatch(one -> one.admitted() || one.unavailable());
            assertThat(met)
                    .filteredOn(Met::admitted)
                    .allMatch(one -> bench.honest().vouchedFor(one.token()));
            assertThat(bench.verdicts(Tokens.good(count))).hasSize(count).allMatch(Met::admitted);
            assertThat(bench.breakerHasOpened()).isEqualTo(!briefly);
            int lost = (int) started.stream().filter(one -> !one.isDone()).count();
            return new Restart(met, lost, bench.breakerHasOpened(), recovery);
        }
    }

    private static String line(String away, Restart restart) {
        long admitted = restart.underWay().stream().filter(Met::admitted).count();
        long rejected = restart.underWay().stream()
                .filter(met -> !met.admitted() && !met.unavailable())
                .count();
        boolean most = admitted * 2 > restart.underWay().size();
        return "| %s | %s | %d | %d | %s | %s |%n"
                .formatted(
                        away,
                        most ? "admitted, by a retry" : "503 or 1013",
                        restart.lost(),
                        rejected,
                        restart.opened() ? "opens" : "stays closed",
                        FaultRow.again(restart.opened(), restart.recovery()));
    }
}
