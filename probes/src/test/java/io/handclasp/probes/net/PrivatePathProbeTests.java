package io.handclasp.probes.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.LoopbackServer;
import io.handclasp.probes.testing.Timed;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivatePathProbeTests {
    private static Probe probe(int port, String address) {
        InetAddress resolved =
                SystemLookup.literal(address).orElseThrow().addresses().get(0);
        return PrivatePathProbeBuilder.to("db.internal", port)
                .expectedWithin("127.0.0.0/8", "10.0.0.0/8")
                .resolver((host, deadline) -> Resolution.found(List.of(resolved)))
                .build();
    }

    @Test
    void checkWhenPortAnswersThenUp() throws Exception {
        try (LoopbackServer server = LoopbackServer.silent()) {
            assertThat(Timed.check(probe(server.port(), "127.0.0.1")).state()).isEqualTo(ProbeState.UP);
        }
    }

    @Test
    void checkWhenPortRefusesThenSaysThatTheNetworkIsThere() throws Exception {
        LoopbackServer server = LoopbackServer.silent();
        server.close();

        ProbeOutcome outcome = Timed.check(probe(server.port(), "127.0.0.1"));

        assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
        assertThat(outcome.hint().orElseThrow()).contains("#path-refused");
    }

    @ParameterizedTest
    @CsvSource({"93.184.215.14, public-address", "2606:4700::1, public-address", "192.168.1.1, other-network"})
    void checkWhenAddressIsOutsideThenDownWithoutConnecting(String address, String anchor) throws Exception {
        ProbeOutcome outcome = Timed.check(probe(443, address));

        assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
        assertThat(outcome.message()).contains("no connection was made");
        assertThat(outcome.hint().orElseThrow()).contains("#" + anchor);
        assertThat(outcome.phases()).doesNotContainKey("connect");
    }

    @Test
    void checkWhenNameIsMissingThenNxdomain() throws Exception {
        Probe probe = PrivatePathProbeBuilder.to("db.internal", 5432)
                .resolver((host, deadline) -> Resolution.none(Resolution.Result.NO_SUCH_NAME, ""))
                .build();

        assertThat(Timed.check(probe).hint().orElseThrow()).contains("#no-such-name");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1/8", "10.0.0.0/33", "example.org", "10.0.0.0/-1", "fd00::/129"})
    void expectedWithinWhenRangeIsWrongThenRefused(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.of(range))
                .withMessageStartingWith("cidr was \"" + range + "\", must be ");
    }

    @ParameterizedTest
    @CsvSource({
        "10.8.0.0/16, 10.8.255.255, true",
        "10.8.0.0/16, 10.9.0.0, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, 10.0.0.1, false",
        "0.0.0.0/0, 8.8.8.8, true"
    })
    void containsWhenAddressGivenThenByPrefix(String range, String address, boolean expected) {
        assertThat(Cidr.of(range)
                        .contains(SystemLookup.literal(address)
                                .orElseThrow()
                                .addresses()
                                .get(0)))
                .isEqualTo(expected);
    }
}
