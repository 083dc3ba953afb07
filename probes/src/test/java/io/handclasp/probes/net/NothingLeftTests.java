package io.handclasp.probes.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Ending;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeResult;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.testing.DnsResponder;
import io.handclasp.probes.testing.LoopbackServer;
import io.handclasp.probes.testing.Timed;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Thousands of runs leave neither threads nor descriptors behind, be the answer good or bad. */
class NothingLeftTests {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int SLACK = 20;

    private static int descriptors() {
        String[] open = new File(DESCRIPTORS.toString()).list();
        return open == null ? 0 : open.length;
    }

    /** The server closes its side a moment later, in this process. */
    private static void assertDescriptors(int before) {
        Deadline patience = Deadline.after(Duration.ofSeconds(5), TimeSource.system());
        while (descriptors() >= before + SLACK && !patience.isExpired()) {
            Thread.onSpinWait();
        }
        assertThat(descriptors()).isLessThan(before + SLACK);
    }

    private static void run(Probe probe, int times) throws Exception {
        Timed.check(probe);
        ThreadCensus census = ThreadCensus.take();
        int before = descriptors();

        for (int i = 0; i < times; i++) {
            Timed.check(probe);
        }

        assertDescriptors(before);
        census.assertNoneLeft(Duration.ofSeconds(5));
    }

    private static ProbeDefinition definition(String id, Probe probe) {
        return ProbeDefinition.builder(id, probe)
                .deadline(Duration.ofSeconds(20))
                .build();
    }

    /** As a host runs them: side by side on a pool of its own. */
    private static void runAll(ProbeSet probes, int times) {
        ThreadCensus census = ThreadCensus.take();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        ProbeRunner runner = ProbeRunner.builder(probes)
                .executor(pool)
                .deadline(Duration.ofSeconds(20))
                .build();
        HealthReport warm = runner.run();
        int before = descriptors();

        for (int i = 0; i < times; i++) {
            HealthReport report = runner.run();
            assertThat(report.results())
                    .extracting(ProbeResult::ending, ProbeResult::state)
                    .isEqualTo(warm.results().stream()
                            .map(result -> tuple(Ending.ANSWERED, result.state()))
                            .toList());
        }

        assertDescriptors(before);
        pool.shutdown();
        census.assertNoneLeft(Duration.ofSeconds(5));
    }

    @Test
    void runWhenTenThousandTimesThenNothingIsLeft() throws Exception {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "open descriptors can be counted on Linux only");
        LoopbackServer gone = LoopbackServer.silent();
        gone.close();
        Certificates certificates = new Certificates("127.0.0.1", Duration.ofDays(300), Duration.ofDays(300));
        try (LoopbackServer closing = LoopbackServer.start((connection, self) -> connection.close());
                LoopbackServer http = LoopbackServer.answering("HTTP/1.1 200 OK", "Content-Length: 2", "", "ok");
                LoopbackServer tls = TlsProbeTests.serve(certificates);
                DnsResponder dns = new DnsResponder().with("a.test", "10.0.0.1")) {
            URI uri = URI.create("http://127.0.0.1:" + http.port() + "/");
            AddressResolver resolver = AddressResolvers.dns(dns.address());
            runAll(
                    ProbeSet.of(definition(
                            "refused",
                            TcpProbeBuilder.to("127.0.0.1", gone.port()).build())),
                    10_000);
            runAll(
                    ProbeSet.of(
                            definition(
                                    "tcp",
                                    TcpProbeBuilder.to("127.0.0.1", closing.port())
                                            .build()),
                            definition("http", HttpProbeBuilder.get(uri).build()),
                            definition(
                                    "cut",
                                    HttpProbeBuilder.get(URI.create("http://127.0.0.1:" + closing.port() + "/"))
                                            .build()),
                            definition(
                                    "dns",
                                    DnsProbeBuilder.of("a.test")
                                            .resolver(resolver)
                                            .build()),
                            definition(
                                    "none",
                                    DnsProbeBuilder.of("nobody.test")
                                            .resolver(resolver)
                                            .build())),
                    250);
            for (Probe probe : List.of(
                    TlsProbeBuilder.to("127.0.0.1", tls.port())
                            .trustStore(certificates.trustStore())
                            .build(),
                    TlsProbeBuilder.to("127.0.0.1", closing.port()).build())) {
                run(probe, 50);
            }
        }
    }
}
