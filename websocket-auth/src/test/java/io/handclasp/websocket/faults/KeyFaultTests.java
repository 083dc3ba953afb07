package io.handclasp.websocket.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.GeneratedRegion;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.verify.RejectReason;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The place where the keys are is in trouble, while tokens are verified in the process. */
class KeyFaultTests {
    private static final TestKey KNOWN = TestKey.ec("known", "P-256");
    private static final TestKey UNKNOWN = TestKey.ec("unknown", "P-256");
    private static final int COUNT = 10;

    private static final List<Fault> FAULTS = List.of(
            Faults.REFUSED,
            Faults.HANGS,
            Faults.SERVER_ERROR,
            Faults.HTML,
            Fault.inService(
                    "a key set without keys",
                    exchange -> exchange.answer("200 OK", "application/json", "{\"keys\":[]}")));

    private static HostHttp http;

    @BeforeAll
    static void startClient() {
        http = new HostHttp();
    }

    @AfterAll
    static void endClient() {
        http.close();
    }

    /**
     * One fault and what it came to.
     *
     * @param noKeys what tokens meet before any keys were fetched
     * @param known what tokens of a known key meet while keys that are due are there
     * @param unknown what tokens of an unknown key meet then
     * @param tooOld what tokens meet when the keys are older than they may be
     * @param fetches how often the keys were asked for in each of these times
     * @param opened whether the breaker opened in any of them
     */
    private record KeyRow(
            String noKeys, String known, String unknown, String tooOld, Set<Integer> fetches, boolean opened) {
        static final String HEAD = """
                | fault | no keys yet | keys are there, token of a known key | keys are there, token of an unknown key | keys older than `keepFor` | fetches each time | breaker |
                |---|---|---|---|---|---|---|
                """;

        String line(String fault) {
            String counts = fetches.stream().sorted().map(String::valueOf).collect(Collectors.joining(" or "));
            return "| %s | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(fault, noKeys, known, unknown, tooOld, counts, opened ? "opens" : "stays closed");
        }
    }

    @Test
    void handshakesWhenKeysCannotBeFetchedThenKnownKeysServeAndNobodyIsRejectedForIt() throws Exception {
        Map<String, KeyRow> rows = new ConcurrentHashMap<>();
        ThreadCensus census = ThreadCensus.take();
        try (LogCapture log = LogCapture.start()) {
            SideBySide.run(FAULTS, fault -> rows.put(fault.name(), meet(fault, log)));
        }
        HostHttp.assertNoThreadLeft(census);

        GeneratedRegion.assertSays(
                "docs/resilience.md",
                "key-faults",
                KeyRow.HEAD
                        + FAULTS.stream()
                                .map(fault -> rows.get(fault.name()).line(fault.name()))
                                .collect(Collectors.joining()));
    }

    private static KeyRow meet(Fault fault, LogCapture log) throws Exception {
        try (KeyBench keys = new KeyBench(http)) {
            FaultBench bench = keys.bench();
            keys.publish(KNOWN);
            fault.inject().on(bench);
            List<Met> noKeys = bench.atOnce(keys.tokens(KNOWN, COUNT));
            assertThat(noKeys).allMatch(Met::unavailable);
            int first = keys.fetches();

            endAndAdmit(fault, keys);

            keys.pass(KeyBench.REFRESH_AFTER.plusSeconds(1));
            fault.inject().on(bench);
            int before = keys.fetches();
            List<Met> known = bench.atOnce(keys.tokens(KNOWN, COUNT));
            assertThat(known).allMatch(Met::admitted);
            List<Met> unknown = bench.atOnce(keys.tokens(UNKNOWN, COUNT));
            assertThat(unknown).allMatch(Met::unavailable);
            int second = keys.fetches() - before;

            keys.pass(KeyBench.KEEP_FOR);
            List<Met> tooOld = bench.atOnce(keys.tokens(KNOWN, COUNT));
            assertThat(tooOld).allMatch(Met::unavailable);
            int third = keys.fetches() - before - second;

            endAndAdmit(fault, keys);
            assertThat(bench.verdicts(keys.tokens(UNKNOWN, COUNT)))
                    .as("there is a verdict again")
                    .allSatisfy(met ->
                            assertThat(met.outcome()).isEqualTo(new AuthOutcome.Rejected(RejectReason.UNKNOWN_KEY)));
            Set<Integer> fetches = new HashSet<>(List.of(first, second, third));
            assertThat(fetches).as("one fetch, whoever asks").containsExactly(1);
            assertThat(bench.breakerHasOpened()).isFalse();
            assertThat(String.join("\n", bench.transport().texts())).doesNotContain(keys.secrets());
            log.assertDoesNotContain(keys.secrets());
            return new KeyRow(
                    words(noKeys), words(known), words(unknown), words(tooOld), fetches, bench.breakerHasOpened());
        }
    }

    private static void endAndAdmit(Fault fault, KeyBench keys) throws Exception {
        fault.mend().on(keys.bench());
        keys.pass(KeyBench.FETCH_TIMEOUT.plus(KeyBench.FAILURE_INTERVAL));
        List<Met> again = keys.bench().verdicts(keys.tokens(KNOWN, COUNT));
        assertThat(again).hasSize(COUNT).allMatch(Met::admitted);
    }

    private static String words(List<Met> met) {
        return FaultRow.mostFrequent(met, Met::words);
    }
}
