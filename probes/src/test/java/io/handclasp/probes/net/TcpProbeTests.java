package io.handclasp.probes.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.LoopbackServer;
import io.handclasp.probes.testing.Timed;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpProbeTests {
    private static AddressResolver fixed(String... addresses) {
        return (host, deadline) -> Resolution.found(
                List.of(addresses).stream().map(TcpProbeTests::address).toList());
    }

    private static InetAddress address(String text) {
        return SystemLookup.literal(text).orElseThrow().addresses().get(0);
    }

    @Test
    void checkWhenAllAddressesAcceptThenUpWithPhases() throws Exception {
        try (LoopbackServer server = LoopbackServer.silent()) {
            Probe probe = TcpProbeBuilder.to("127.0.0.1", server.port()).build();

            ProbeOutcome outcome = Timed.check(probe);

            assertThat(outcome.state()).isEqualTo(ProbeState.UP);
            assertThat(outcome.message()).startsWith("127.0.0.1:" + server.port() + ": connected in ");
            assertThat(outcome.phases().keySet()).containsExactly("dns", "connect");
            assertThat(outcome.details()).containsKey("address 127.0.0.1");
            assertThat(probe.isRemote()).isTrue();
        }
    }

    @Test
    void checkWhenOneOfTwoAddressesRefusesThenWarnAndNamed() throws Exception {
        try (LoopbackServer server = LoopbackServer.silent()) {
            ProbeOutcome outcome = Timed.check(TcpProbeBuilder.to("db.test", server.port())
                    .resolver(fixed("127.0.0.2", "127.0.0.1"))
                    .build());

            assertThat(outcome.state()).isEqualTo(ProbeState.WARN);
            assertThat(outcome.message()).contains("1 of 2 addresses fail, 127.0.0.2: the connection was refused");
            assertThat(outcome.hint().orElseThrow()).contains("#some-addresses-fail");
        }
    }

    @Test
    void checkWhenNothingListensThenRefused() throws Exception {
        LoopbackServer server = LoopbackServer.silent();
        server.close();

        ProbeOutcome outcome =
                Timed.check(TcpProbeBuilder.to("127.0.0.1", server.port()).build());

        assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
        assertThat(outcome.message()).endsWith("the connection was refused");
        assertThat(outcome.hint().orElseThrow()).contains("docs/probes.md#refused");
    }

    @Test
    void checkWhenBacklogIsFullThenTimesOutAtTheDeadline() throws Exception {
        // A listener that never accepts and whose queue is full: the kernel drops what comes then.
        try (java.net.ServerSocket full = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                java.net.Socket first = new java.net.Socket(InetAddress.getLoopbackAddress(), full.getLocalPort());
                java.net.Socket second = new java.net.Socket(InetAddress.getLoopbackAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();

            ProbeOutcome outcome = Timed.atDeadline(
                    TcpProbeBuilder.to("127.0.0.1", full.getLocalPort()).build(), Duration.ofMillis(400));

            assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.hint().orElseThrow()).contains("#timed-out");
        }
    }

    @Test
    void toWhenPortIsOutOfRangeThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TcpProbeBuilder.to("db", 0))
                .withMessage("port was 0, must be between 1 and 65535");
    }
}
