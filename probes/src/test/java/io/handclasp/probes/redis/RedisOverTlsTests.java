package io.handclasp.probes.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.LoopbackServer;
import io.handclasp.probes.testing.LoopbackTls;
import io.handclasp.probes.testing.Timed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** A real Redis behind a relay that ends TLS, as managed Redis is reached: the binary of the tests has no TLS of its own. */
class RedisOverTlsTests {
    private static final String PASSWORD = "hunter2-secret";
    private static final LoopbackTls TLS = new LoopbackTls();
    private static RedisServer redis;
    private static int redisPort;

    @BeforeAll
    static void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            redisPort = free.getLocalPort();
        }
        redis = RedisServer.newRedisServer()
                .port(redisPort)
                .setting("bind 127.0.0.1")
                .setting("requirepass " + PASSWORD)
                .build();
        redis.start();
    }

    @AfterAll
    static void stop() throws Exception {
        redis.stop();
    }

    private static LoopbackServer relay() throws IOException {
        return LoopbackServer.start(TLS.listener(), (connection, server) -> {
            try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), redisPort)) {
                Thread back = new Thread(() -> copy(upstream, connection), "relay-back");
                back.start();
                copy(connection, upstream);
                back.join(5_000);
            }
        });
    }

    /** Until one of them ends; then both do. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            long copied = from.getInputStream().transferTo(to.getOutputStream());
            assertThat(copied).isNotNegative();
        } catch (IOException theOtherSideEnded) {
            assertThat(from.isClosed() || to.isClosed()).isTrue();
        }
    }

    @Test
    void checkWhenCertificateIsTrustedThenUpAndWrongPasswordIsDenied() throws Exception {
        ThreadCensus census = ThreadCensus.take();
        try (LoopbackServer relay = relay()) {
            RedisProbeBuilder probe = RedisProbeBuilder.at("127.0.0.1", relay.port())
                    .tls(TLS.client())
                    .password(() -> Secret.of(PASSWORD));

            ProbeOutcome good = Timed.check(probe.build());
            ProbeOutcome wrong = Timed.check(
                    probe.password(() -> Secret.of("old-" + PASSWORD)).build());

            assertThat(good.state()).as(good.toString()).isEqualTo(ProbeState.UP);
            assertThat(good.phases().keySet()).containsExactly("connect", "ping");
            assertThat(wrong.hint().orElseThrow()).contains("#redis-denied");
            assertThat(wrong.toString()).doesNotContain(PASSWORD);
        }
        census.assertNoneLeft(Duration.ofSeconds(5));
    }

    @Test
    void checkWhenCertificateIsNotTrustedThenDownAndRedisHearsNothing() throws Exception {
        try (LoopbackServer relay = relay()) {
            ProbeOutcome outcome = Timed.check(RedisProbeBuilder.at("127.0.0.1", relay.port())
                    .tls()
                    .password(() -> Secret.of(PASSWORD))
                    .build());

            assertThat(outcome.state()).as(outcome.toString()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.hint().orElseThrow()).contains("#tls-failed");
            assertThat(outcome.toString()).doesNotContain(PASSWORD);
        }
    }

    @Test
    void checkWhenServerSaysNothingDuringTheHandshakeThenDownAtTheDeadline() throws Exception {
        try (LoopbackServer silent = LoopbackServer.silent()) {
            ProbeOutcome outcome = Timed.atDeadline(
                    RedisProbeBuilder.at("127.0.0.1", silent.port())
                            .tls(TLS.client())
                            .build(),
                    Duration.ofMillis(400));

            assertThat(outcome.hint().orElseThrow()).contains("#timed-out");
        }
    }
}
