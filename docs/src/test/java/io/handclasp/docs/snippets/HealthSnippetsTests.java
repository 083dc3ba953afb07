package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Status;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.source.ConfigSources;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthSnippetsTests {
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(5), TimeSource.system());

    private static Probe probe(InetSocketAddress address) {
        // tag::probe[]
        Probe database = deadline -> {
            try (Socket socket = new Socket()) {
                socket.connect(address, (int) Math.max(1, deadline.remaining().toMillis()));
                return ProbeOutcome.up("the port answers");
            } catch (IOException refused) {
                return ProbeOutcome.down("no connection").withHint("is the database started?");
            }
        };
        // end::probe[]
        return database;
    }

    private static ConfigSource config(Map<String, String> settings) {
        // tag::config[]
        ConfigSource source = ConfigSources.of("settings", () -> settings);
        // end::config[]
        return source;
    }

    @Test
    void probeWhenPortAnswersThenUpAndWhenClosedThenDown() throws Exception {
        InetSocketAddress address;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = (InetSocketAddress) server.getLocalSocketAddress();

            assertThat(probe(address).check(deadline).status()).isEqualTo(Status.PASS);
        }
        assertThat(probe(address).check(deadline).status()).isEqualTo(Status.FAIL);
    }

    @Test
    void configWhenReadThenSecretsAreNotShown() throws Exception {
        Map<String, ConfigValue> values =
                config(Map.of("heartbeat", "30s", "db.password", "hunter2")).read(deadline);

        assertThat(values.get("heartbeat").shown()).isEqualTo("30s");
        assertThat(values.get("db.password").shown()).isEqualTo("[redacted]");
    }
}
