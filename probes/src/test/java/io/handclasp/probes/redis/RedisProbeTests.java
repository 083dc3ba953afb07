package io.handclasp.probes.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.LoopbackServer;
import io.handclasp.probes.testing.Timed;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

class RedisProbeTests {
    private static final String PASSWORD = "hunter2-secret";
    private static RedisServer redis;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("requirepass " + PASSWORD)
                .build();
        redis.start();
        try (Jedis admin = new Jedis("127.0.0.1", port)) {
            admin.auth(PASSWORD);
            admin.aclSetUser("prober", "on", ">" + PASSWORD, "+ping");
            admin.aclSetUser("mute", "on", ">" + PASSWORD, "+get");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        redis.stop();
    }

    private static RedisProbeBuilder probe() {
        return RedisProbeBuilder.at("127.0.0.1", port);
    }

    @Test
    void checkWhenPasswordIsGoodThenUpAndNoThreadIsLeft() throws Exception {
        ThreadCensus census = ThreadCensus.take();
        Probe probe = probe().password(() -> Secret.of(PASSWORD)).build();

        ProbeOutcome outcome = Timed.check(probe);

        assertThat(outcome.state()).as(outcome.toString()).isEqualTo(ProbeState.UP);
        assertThat(outcome.phases().keySet()).containsExactly("connect", "ping");
        assertThat(probe.isRemote()).isTrue();
        census.assertNoneLeft(Duration.ofSeconds(5));
    }

    @Test
    void checkWhenUserMayOnlyPingThenUpAndWhenNotEvenThatThenNamed() throws Exception {
        assertThat(Timed.check(probe().user("prober", () -> Secret.of(PASSWORD)).build())
                        .state())
                .isEqualTo(ProbeState.UP);
        ProbeOutcome mute =
                Timed.check(probe().user("mute", () -> Secret.of(PASSWORD)).build());

        assertThat(mute.message()).endsWith("Redis answered NOPERM");
        assertThat(mute.hint().orElseThrow()).contains("#redis-no-permission");
    }

    @Test
    void checkWhenPasswordIsWrongOrMissingThenDenied() throws Exception {
        ProbeOutcome wrong =
                Timed.check(probe().password(() -> Secret.of("old-" + PASSWORD)).build());
        ProbeOutcome missing = Timed.check(probe().build());

        assertThat(wrong.state()).isEqualTo(ProbeState.DOWN);
        assertThat(wrong.hint().orElseThrow()).contains("#redis-denied");
        assertThat(missing.message()).endsWith("Redis answered NOAUTH");
        assertThat(wrong.toString() + missing).doesNotContain(PASSWORD);
    }

    @Test
    void checkWhenServerSaysNothingOrDripsThenTimesOutAtTheDeadline() throws Exception {
        try (LoopbackServer silent = LoopbackServer.silent();
                LoopbackServer dripping = LoopbackServer.dripping("+PO")) {
            assertThat(Timed.atDeadline(
                                    RedisProbeBuilder.at("127.0.0.1", silent.port())
                                            .build(),
                                    Duration.ofMillis(400))
                            .hint()
                            .orElseThrow())
                    .contains("#timed-out");
            assertThat(Timed.atDeadline(
                                    RedisProbeBuilder.at("127.0.0.1", dripping.port())
                                            .build(),
                                    Duration.ofMillis(1_400))
                            .hint()
                            .orElseThrow())
                    .contains("#timed-out");
        }
    }

    @Test
    void checkWhenServerClosesThenClosed() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((connection, self) -> connection.shutdownOutput())) {
            assertThat(Timed.check(RedisProbeBuilder.at("127.0.0.1", server.port())
                                    .build())
                            .state())
                    .isEqualTo(ProbeState.DOWN);
        }
    }

    @Test
    void buildWhenJedisIsMissingThenNamesTheArtifact() {
        assertThatIllegalStateException()
                .isThrownBy(() -> RedisProbeBuilder.requirePresent("redis.clients.jedis.Nothing"))
                .withMessageContaining("redis.clients:jedis");
    }
}
