package io.handclasp.probes.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.LoopbackTls;
import io.handclasp.probes.testing.LoopbackTomcat;
import io.handclasp.probes.testing.Timed;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same probe against servers that are not of its client's house: Tomcat, and OkHttp's behind TLS. */
class WebSocketServersTests {
    private static final String TOKEN = "s3cr3t-t0ken";

    /** Says what it hears. */
    private static final class Echo extends WebSocketListener {
        @Override
        public void onMessage(WebSocket socket, String text) {
            if (!socket.send("you said " + text)) {
                throw new IllegalStateException("the session was closed already");
            }
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            if (!socket.close(1000, null)) {
                throw new IllegalStateException("the session was closed already");
            }
        }
    }

    private static WebSocketProbeBuilder probe(URI uri, String token) {
        return WebSocketProbeBuilder.to(uri).token(() -> Secret.of(token), TokenPlace.AUTHORIZATION_HEADER);
    }

    private static MockWebServer secure(LoopbackTls tls) throws Exception {
        MockWebServer server = new MockWebServer();
        server.useHttps(tls.server().getSocketFactory());
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server;
    }

    private static URI wss(MockWebServer server) {
        return URI.create("wss://127.0.0.1:" + server.getPort() + "/chat");
    }

    @Test
    void checkWhenWssAndChainIsTrustedThenUpWithEcho() throws Exception {
        LoopbackTls tls = new LoopbackTls();
        try (MockWebServer server = secure(tls)) {
            server.enqueue(
                    new MockResponse.Builder().webSocketUpgrade(new Echo()).build());

            ProbeOutcome outcome = Timed.check(probe(wss(server), TOKEN)
                    .sslContext(tls.client())
                    .echo("hello", "you said hello")
                    .build());

            assertThat(outcome.state()).as(outcome.toString()).isEqualTo(ProbeState.UP);
            assertThat(outcome.phases().keySet()).containsExactly("connect", "handshake", "pong", "echo");
            assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
            assertThat(outcome.toString()).doesNotContain(TOKEN);
        }
    }

    @Test
    void checkWhenWssAndChainIsNotTrustedThenDownAndNoTokenIsSent() throws Exception {
        try (MockWebServer server = secure(new LoopbackTls())) {
            ProbeOutcome outcome = Timed.check(probe(wss(server), TOKEN).build());

            assertThat(outcome.state()).as(outcome.toString()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.hint().orElseThrow()).contains("#tls-failed");
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void checkWhenWssIsAnsweredWithForbiddenThenDenied() throws Exception {
        LoopbackTls tls = new LoopbackTls();
        try (MockWebServer server = secure(tls)) {
            server.enqueue(new MockResponse.Builder().code(403).build());

            ProbeOutcome outcome = Timed.check(
                    probe(wss(server), TOKEN).sslContext(tls.client()).build());

            assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.hint().orElseThrow()).contains("#websocket-denied");
        }
    }

    @Test
    void checkWhenTomcatThenAsAgainstTyrus(@TempDir Path directory) throws Exception {
        try (LoopbackTomcat server = new LoopbackTomcat(
                directory.resolve("tomcat"),
                "/guarded",
                TOKEN,
                List.of(
                        WebSocketProbeTests.endpoint("/guarded", false),
                        WebSocketProbeTests.endpoint("/late", false),
                        WebSocketProbeTests.endpoint("/open", false)))) {
            URI base = URI.create("ws://127.0.0.1:" + server.port() + "/");
            Duration within = Duration.ofSeconds(20);

            ProbeOutcome good = Timed.check(probe(base.resolve("guarded"), TOKEN)
                    .subprotocols("bearer")
                    .expectSubprotocol("bearer")
                    .echo("hello", "you said hello")
                    .build());
            assertThat(good.state()).as(good.toString()).isEqualTo(ProbeState.UP);
            ProbeOutcome denied =
                    Timed.check(probe(base.resolve("guarded"), "forged").build());
            assertThat(denied.message()).contains("refused with status 401");
            assertThat(denied.hint().orElseThrow()).contains("#websocket-denied");
            assertThat(Timed.check(probe(base.resolve("guarded"), "forged")
                                    .expectRefused(within)
                                    .build())
                            .state())
                    .isEqualTo(ProbeState.UP);
            assertThat(Timed.check(probe(base.resolve("late"), "forged")
                                    .expectRefused(within)
                                    .build())
                            .message())
                    .contains("close code 4401");
            ProbeOutcome open = Timed.check(probe(base.resolve("open"), "forged")
                    .expectRefused(Duration.ofMillis(500))
                    .build());
            assertThat(open.state()).isEqualTo(ProbeState.DOWN);
            assertThat(open.hint().orElseThrow()).contains("#websocket-not-refused");
            ProbeOutcome nothing =
                    Timed.check(probe(base.resolve("nothing"), TOKEN).build());
            assertThat(nothing.hint().orElseThrow()).contains("#websocket-handshake-failed");
        }
    }
}
