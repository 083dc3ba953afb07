package io.handclasp.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.net.AddressResolvers;
import io.handclasp.probes.net.DnsProbeBuilder;
import io.handclasp.probes.net.HttpProbeBuilder;
import io.handclasp.probes.net.TcpProbeBuilder;
import io.handclasp.probes.net.TlsProbeBuilder;
import io.handclasp.probes.redis.RedisProbeBuilder;
import io.handclasp.probes.sql.JdbcProbeBuilder;
import io.handclasp.probes.testing.DnsResponder;
import io.handclasp.probes.testing.FrozenPostgres;
import io.handclasp.probes.testing.FullBacklog;
import io.handclasp.probes.testing.LoopbackServer;
import io.handclasp.probes.websocket.WebSocketProbeBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How far from its deadline a probe answers when what it looks at hangs. It needs a quiet machine, so it is not part of the
 * build; docs/contributing.md says how to run it. It prints a table and fails beyond 50 ms; since one stop of the machine is
 * as long, whoever is further away is measured again, with a row for each time, and fails the third time.
 */
@EnabledIfSystemProperty(
        named = "handclasp.quiet",
        matches = "true",
        disabledReason = "it measures times, which takes a quiet machine: docs/contributing.md")
class DeadlineDistancesTests {
    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final Duration TOLERANCE = Duration.ofMillis(50);
    private static final int RUNS = 20;
    private static final int SERIES = 3;
    private static final ExecutorService POOL = Executors.newCachedThreadPool();

    private final List<String> tooFar = new ArrayList<>();

    @BeforeAll
    static void head() {
        System.out.printf("%d runs each, deadline %d ms; ms from the deadline%n%n", RUNS, DEADLINE.toMillis());
        System.out.println(
                "| what hangs | probe | alone: median | furthest | in a runner: median | furthest | outcome |");
        System.out.println("|---|---|---|---|---|---|---|");
    }

    @AfterAll
    static void end() {
        POOL.shutdown();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void checkWhenWhatItLooksAtHangsThenAnswersAtItsDeadline() throws Exception {
        try (LoopbackServer silent = LoopbackServer.silent()) {
            int port = silent.port();
            String host = "127.0.0.1";
            measure("silent server", "http", HttpProbeBuilder.get(http(port)).build(), "#timed-out");
            measure("silent server", "tls", TlsProbeBuilder.to(host, port).build(), "#timed-out");
            measure("silent server", "redis", RedisProbeBuilder.at(host, port).build(), "#timed-out");
            URI socket = URI.create("ws://127.0.0.1:" + port + "/");
            Probe webSocket = WebSocketProbeBuilder.to(socket).build();
            measure("silent server", "webSocket", webSocket, "#websocket-handshake-timed-out");
        }
        try (LoopbackServer drip = LoopbackServer.dripping("HTTP/1.1 200 OK\r\nX-A: ")) {
            Probe probe = HttpProbeBuilder.get(http(drip.port())).build();
            measure("a byte a second", "http", probe, "#timed-out");
        }
        try (LoopbackServer drip = LoopbackServer.dripping("+PO")) {
            Probe probe = RedisProbeBuilder.at("127.0.0.1", drip.port()).build();
            measure("a byte a second", "redis", probe, "#timed-out");
        }
        try (FullBacklog full = new FullBacklog()) {
            Probe probe = TcpProbeBuilder.to("127.0.0.1", full.port()).build();
            measure("full backlog", "tcp", probe, "#timed-out");
        }
        try (DnsResponder dns = new DnsResponder().with("a.test", "hang")) {
            Probe probe = DnsProbeBuilder.of("a.test")
                    .resolver(AddressResolvers.dns(dns.address()))
                    .build();
            measure("DNS server", "dns", probe, "#dns-timed-out");
        }
        try (FrozenPostgres database = new FrozenPostgres()) {
            // A new one each time: one that still waits for an earlier connection says so at once.
            Probe pooled = deadline ->
                    JdbcProbeBuilder.of(database.pool()).executor(POOL).build().check(deadline);
            measure("frozen PostgreSQL", "jdbc with an executor", pooled, "#");
        }
        assertThat(tooFar).as("further than " + TOLERANCE).isEmpty();
    }

    private static URI http(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    private void measure(String fault, String kind, Probe probe, String anchor) throws Exception {
        List<String> misses = List.of();
        for (int i = 0; i == 0 || (i < SERIES && !misses.isEmpty()); i++) {
            misses = series(fault, kind, probe, anchor);
        }
        tooFar.addAll(misses);
    }

    /** Prints a row and yields what was too far away in it. */
    private static List<String> series(String fault, String kind, Probe probe, String anchor) throws Exception {
        List<String> misses = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<Double> inRunner = new ArrayList<>();
        ProbeRunner runner = ProbeRunner.builder(ProbeSet.of(ProbeDefinition.builder("hangs", probe)
                        .deadline(DEADLINE)
                        .build()))
                .executor(POOL)
                .build();
        ProbeOutcome outcome = ProbeOutcome.unknown("never run");
        for (int i = 0; i <= RUNS; i++) {
            long start = TimeSource.system().nanoTime();
            outcome = probe.check(Deadline.after(DEADLINE, TimeSource.system()));
            double left = distance(TimeSource.system().nanoTime() - start);
            assertThat(outcome.state()).as(kind).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.hint().orElseThrow()).as(kind).contains(anchor);
            HealthReport report = runner.run();
            ProbeResult result = report.result("hangs").orElseThrow();
            if (result.ending() != Ending.ANSWERED) {
                // Further away than what it is told leaves it, which is 50 ms too.
                misses.add(fault + ", " + kind + ", in a runner: " + result);
            }
            if (i > 0) {
                // The first run loads classes.
                alone.add(left);
                inRunner.add(distance(report.took().toNanos()));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |%n",
                fault,
                kind,
                text(fault + ", " + kind, alone, misses),
                text(fault + ", " + kind + ", in a runner", inRunner, misses),
                outcome.state() + ", " + outcome.message().replaceAll("127\\.0\\.0\\.1:\\d+", "host:port"));
        return misses;
    }

    private static double distance(long nanos) {
        return (nanos - DEADLINE.toNanos()) / 1e6;
    }

    private static String text(String what, List<Double> distances, List<String> misses) {
        List<Double> sorted = distances.stream().sorted().toList();
        double median = (sorted.get(RUNS / 2 - 1) + sorted.get(RUNS / 2)) / 2;
        double furthest = Collections.max(distances, (left, right) -> Double.compare(Math.abs(left), Math.abs(right)));
        if (Math.abs(furthest) > TOLERANCE.toMillis()) {
            misses.add(what + ": " + furthest);
        }
        return String.format(Locale.ROOT, "%+.1f | %+.1f", median, furthest);
    }
}
