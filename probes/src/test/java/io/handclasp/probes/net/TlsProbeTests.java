package io.handclasp.probes.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.LoopbackServer;
import io.handclasp.probes.testing.Timed;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsProbeTests {
    private static final Duration LONG = Duration.ofDays(300);

    static LoopbackServer serve(Certificates certificates, String... protocols) throws Exception {
        ServerSocket listener = certificates
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        if (protocols.length > 0) {
            ((SSLServerSocket) listener).setEnabledProtocols(protocols);
        }
        return LoopbackServer.start(listener, (connection, self) -> {
            self.readHead(connection);
            connection.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
    }

    private static TlsProbeBuilder probe(LoopbackServer server, Certificates certificates) throws Exception {
        return TlsProbeBuilder.to("127.0.0.1", server.port()).trustStore(certificates.trustStore());
    }

    @Test
    void checkWhenChainIsGoodThenUpWithProtocolAndEachDate() throws Exception {
        Certificates certificates = new Certificates("127.0.0.1", LONG, LONG);
        try (LoopbackServer server = serve(certificates)) {
            Probe probe = probe(server, certificates).build();

            ProbeOutcome outcome = Timed.check(probe);

            assertThat(outcome.state()).as(outcome.toString()).isEqualTo(ProbeState.UP);
            assertThat(outcome.message()).contains("TLSv1.3, ");
            assertThat(outcome.details())
                    .containsEntry("protocol", "TLSv1.3")
                    .containsKeys("certificate 1", "certificate 2");
            assertThat(outcome.phases().keySet()).containsExactly("dns", "connect", "tls");
            assertThat(probe.isRemote()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, 300, WARN, the server's certificate",
        "300, 10, WARN, certificate 2 of the chain",
        "2, 300, DOWN, the server's certificate"
    })
    void checkWhenAnElementExpiresSoonThenTheThresholdDecides(int server, int issuer, ProbeState state, String which)
            throws Exception {
        Certificates certificates = new Certificates("127.0.0.1", Duration.ofDays(server), Duration.ofDays(issuer));
        try (LoopbackServer listener = serve(certificates)) {
            ProbeOutcome outcome = Timed.check(
                    probe(listener, certificates).failBefore(Duration.ofDays(3)).build());

            assertThat(outcome.state()).as(outcome.toString()).isEqualTo(state);
            assertThat(outcome.message()).contains(which, "expires in ");
            assertThat(outcome.hint().orElseThrow()).contains("#certificate-expires");
            assertThat(Timed.check(probe(listener, certificates)
                                    .warnBefore(Duration.ofDays(1))
                                    .build())
                            .state())
                    .isEqualTo(ProbeState.UP);
        }
    }

    @Test
    void checkWhenCertificateHasExpiredThenDownAndSaysWhen() throws Exception {
        Certificates certificates = new Certificates("127.0.0.1", Duration.ofDays(-8), LONG);
        try (LoopbackServer server = serve(certificates)) {
            ProbeOutcome outcome = Timed.check(probe(server, certificates).build());

            assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.message()).contains("the server's certificate (CN=server", "expired 7 days ago");
            assertThat(outcome.hint().orElseThrow()).contains("#certificate-expired");
        }
    }

    @Test
    void checkWhenCertificateIsForAnotherHostThenDown() throws Exception {
        Certificates certificates = new Certificates("other.test", LONG, LONG);
        try (LoopbackServer server = serve(certificates)) {
            ProbeOutcome outcome = Timed.check(probe(server, certificates).build());

            assertThat(outcome.message()).contains("the certificate is not for 127.0.0.1");
            assertThat(outcome.hint().orElseThrow()).contains("#certificate-wrong-host");
        }
    }

    @Test
    void checkWhenChainIsNotTrustedThenDown() throws Exception {
        Certificates certificates = new Certificates("127.0.0.1", LONG, LONG);
        Certificates others = new Certificates("127.0.0.1", LONG, LONG);
        try (LoopbackServer server = serve(certificates)) {
            ProbeOutcome outcome = Timed.check(probe(server, others).build());

            assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.hint().orElseThrow()).contains("#certificate-not-trusted");
        }
    }

    @Test
    void checkWhenProtocolIsNotAcceptedThenDown() throws Exception {
        Certificates certificates = new Certificates("127.0.0.1", LONG, LONG);
        try (LoopbackServer server = serve(certificates, "TLSv1.2")) {
            assertThat(Timed.check(probe(server, certificates)
                                    .protocols("TLSv1.3")
                                    .build())
                            .state())
                    .isEqualTo(ProbeState.DOWN);
            assertThat(Timed.check(probe(server, certificates).build()).details())
                    .containsEntry("protocol", "TLSv1.2");
        }
    }

    @Test
    void checkWhenServerSaysNothingThenTimesOutAtTheDeadline() throws Exception {
        try (LoopbackServer server = LoopbackServer.silent()) {
            ProbeOutcome outcome = Timed.atDeadline(
                    TlsProbeBuilder.to("127.0.0.1", server.port()).build(), Duration.ofMillis(400));

            assertThat(outcome.hint().orElseThrow()).contains("#timed-out");
        }
    }

    @Test
    void checkWhenServerDripsThenEndsAtTheDeadline() throws Exception {
        // The beginning of a record of TLS of 16 KiB, whose rest takes hours.
        try (LoopbackServer server = LoopbackServer.dripping("\u0016\u0003\u0003?p")) {
            ProbeOutcome outcome = Timed.atDeadline(
                    TlsProbeBuilder.to("127.0.0.1", server.port()).build(), Duration.ofMillis(1_400));

            assertThat(outcome.hint().orElseThrow()).contains("#timed-out");
        }
    }

    @Test
    void checkWhenPortSpeaksPlainHttpThenTlsFailed() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((connection, self) -> {
            connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            self.awaitClose();
        })) {
            ProbeOutcome outcome =
                    Timed.check(TlsProbeBuilder.to("127.0.0.1", server.port()).build());

            assertThat(outcome.hint().orElseThrow()).contains("#tls-failed");
        }
    }

    @Test
    void httpWhenCertificateIsGoodThenUpAndWhenNotTrustedThenTlsFailed() throws Exception {
        Certificates certificates = new Certificates("127.0.0.1", LONG, LONG);
        try (LoopbackServer server = serve(certificates)) {
            HttpProbeBuilder probe = HttpProbeBuilder.get(URI.create("https://127.0.0.1:" + server.port() + "/"));

            assertThat(Timed.check(probe.build()).hint().orElseThrow()).contains("#tls-failed");
            ProbeOutcome good =
                    Timed.check(probe.sslContext(certificates.clientContext()).build());

            assertThat(good.state()).as(good.toString()).isEqualTo(ProbeState.UP);
            assertThat(good.phases().keySet()).containsExactly("dns", "connect", "tls", "first-byte", "body");
        }
    }

    @Test
    void buildWhenThresholdsContradictThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsProbeBuilder.to("a", 1)
                        .warnBefore(Duration.ofDays(1))
                        .failBefore(Duration.ofDays(2))
                        .build())
                .withMessageContaining("failBefore was PT48H and warnBefore was PT24H");
    }
}
