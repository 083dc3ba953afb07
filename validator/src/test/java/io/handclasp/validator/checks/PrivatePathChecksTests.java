package io.handclasp.validator.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.net.AddressResolver;
import io.handclasp.probes.net.Resolution;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Private paths on loopback, which stands for a private network here. */
class PrivatePathChecksTests {
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private PrivatePath path(AddressResolver resolver) {
        return PrivatePath.to("orders", "orders.internal", server.getLocalPort())
                .withExpectedWithin("127.0.0.0/8")
                .withResolver(resolver);
    }

    private static AddressResolver answering(String... addresses) {
        return (host, deadline) -> Resolution.found(
                Arrays.stream(addresses).map(PrivatePathChecksTests::address).toList());
    }

    private static InetAddress address(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void runWhenThePathIsOpenThenAllPassesAndBothWaysAreMeasured() {
        PrivatePath path = path(answering("127.0.0.1")).withExternal("orders.example", server.getLocalPort());

        CheckRun run = CheckRun.of(PrivatePathChecks.of(path));

        assertThat(run.in(CheckState.PASSED))
                .containsOnlyKeys(
                        "vpc.orders.dns", "vpc.orders.no-public-fallback", "vpc.orders.open", "vpc.orders.latency");
        assertThat(run.outcome("vpc.orders.latency").measurements())
                .extracting(measured -> measured.name())
                .containsExactly("vpc.orders.internal", "vpc.orders.external");
    }

    @Test
    void runWhenTheNameDoesNotExistThenDnsFailsAndTheRestIsBlocked() {
        AddressResolver nobody = (host, deadline) -> Resolution.none(Resolution.Result.NO_SUCH_NAME, "NXDOMAIN");

        CheckRun run = CheckRun.of(PrivatePathChecks.of(path(nobody)));

        assertThat(run.in(CheckState.FAILED)).containsOnlyKeys("vpc.orders.dns");
        assertThat(run.in(CheckState.BLOCKED)).containsOnlyKeys("vpc.orders.no-public-fallback", "vpc.orders.open");
    }

    @Test
    void runWhenOneOfTheAddressesIsPublicThenAClientWouldFallBackToItAndThatFails() {
        CheckRun run = CheckRun.of(PrivatePathChecks.of(path(answering("127.0.0.1", "8.8.8.8"))));

        assertThat(run.in(CheckState.FAILED))
                .isEqualTo(
                        Map.of("vpc.orders.no-public-fallback", "1 of 2 addresses lie outside [127.0.0.0/8]: 8.8.8.8"));
        assertThat(run.in(CheckState.BLOCKED)).containsOnlyKeys("vpc.orders.open");
    }

    @Test
    void runWhenNobodyListensThenThePathFailsAndTheReasonIsTold() throws IOException {
        PrivatePath path = path(answering("127.0.0.1"));
        server.close();

        CheckRun run = CheckRun.of(PrivatePathChecks.of(path));

        assertThat(run.in(CheckState.FAILED)).containsOnlyKeys("vpc.orders.open");
        assertThat(run.outcome("vpc.orders.open").message()).contains("the port refuses");
    }

    @Test
    void latencyWhenThePrivatePathIsMuchSlowerThenItFails() throws Exception {
        PathLatency detour = new PathLatency("vpc.orders", connecting(40), connecting(10));
        PathLatency direct = new PathLatency("vpc.orders", connecting(12), connecting(10));
        PathLatency closed = new PathLatency("vpc.orders", connecting(12), deadline -> ProbeOutcome.down("refused"));
        Deadline deadline = Deadline.after(Duration.ofSeconds(10), TimeSource.system());

        CheckOutcome slow = detour.run(deadline);

        assertThat(slow.state()).isEqualTo(CheckState.FAILED);
        assertThat(slow.message())
                .isEqualTo("a connection takes 40 ms on the private path and 10 ms on the public one, medians of 7");
        assertThat(direct.run(deadline).state()).isEqualTo(CheckState.PASSED);
        assertThat(closed.run(deadline).state()).isEqualTo(CheckState.UNKNOWN);
    }

    private static Probe connecting(int millis) {
        return deadline -> ProbeOutcome.up("open").withPhases(Map.of("connect", Duration.ofMillis(millis)));
    }

    @Test
    void pathsWhenWrongThenRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrivatePath.to("Orders", "orders.internal", 443))
                .withMessageStartingWith("id was refused");
        assertThatIllegalArgumentException().isThrownBy(() -> PrivatePath.to("orders", "orders.internal", 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> path(answering("127.0.0.1")).withExpectedWithin("ten"));
        assertThatIllegalArgumentException()
                .isThrownBy(PrivatePathChecks::of)
                .withMessage("paths were none, must be at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrivatePathChecks.of(path(answering("127.0.0.1")), path(answering("127.0.0.1"))))
                .withMessage("paths held orders twice, must hold each id once");
    }
}
