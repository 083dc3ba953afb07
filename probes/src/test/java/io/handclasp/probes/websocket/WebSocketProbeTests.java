package io.handclasp.probes.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.LoopbackServer;
import io.handclasp.probes.testing.LoopbackTyrus;
import io.handclasp.probes.testing.Timed;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.glassfish.tyrus.core.HandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebSocketProbeTests {
    private static final String TOKEN = "s3cr3t-t0ken";
    private static LoopbackTyrus server;

    /** Knows one token; the path says how it refuses others. */
    private static final class Judge extends ServerEndpointConfig.Configurator {
        private final boolean refusing;

        Judge(boolean refusing) {
            this.refusing = refusing;
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return requested.contains("bearer") ? "bearer" : "";
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            String seen = request.getHeaders().getOrDefault("Authorization", List.of()) + ""
                    + request.getHeaders().getOrDefault("Sec-WebSocket-Protocol", List.of());
            boolean good = seen.contains(TOKEN);
            config.getUserProperties().put("good", good);
            if (refusing && !good) {
                throw sneaky(new HandshakeException(401, "no"));
            }
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }

    /** Says what it hears, or closes. */
    public static final class Echo extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            String path = session.getRequestURI().getPath();
            boolean good = Boolean.TRUE.equals(session.getUserProperties().get("good"));
            if (path.equals("/late") && !good) {
                close(session, 4401);
            } else if (path.equals("/busy")) {
                close(session, 1013);
            }
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>)
                    text -> session.getAsyncRemote().sendText(path.equals("/mute") ? "?" : "you said " + text));
        }

        private static void close(Session session, int code) {
            try {
                session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), ""));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static ServerEndpointConfig endpoint(String path, boolean refusing) {
        return ServerEndpointConfig.Builder.create(Echo.class, path)
                .subprotocols(List.of("bearer"))
                .configurator(new Judge(refusing))
                .build();
    }

    @BeforeAll
    static void start() throws Exception {
        server = new LoopbackTyrus(
                endpoint("/strict", true),
                endpoint("/late", false),
                endpoint("/open", false),
                endpoint("/mute", false),
                endpoint("/busy", false));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static WebSocketProbeBuilder probe(String path) {
        return WebSocketProbeBuilder.to(URI.create("ws://127.0.0.1:" + server.port() + path));
    }

    private static WebSocketProbeBuilder probe(String path, String token) {
        return probe(path).token(() -> Secret.of(token), TokenPlace.AUTHORIZATION_HEADER);
    }

    @Test
    void checkWhenTokenIsGoodThenUpWithEchoAndNoThreadIsLeft() throws Exception {
        Probe probe = probe("/strict", TOKEN).echo("hello", "you said hello").build();
        assertThat(Timed.check(probe).state()).isEqualTo(ProbeState.UP);
        // The first visit starts a thread of Tyrus that watches over its pool for as long as the process lives.
        ThreadCensus census = ThreadCensus.take();

        ProbeOutcome outcome = Timed.check(probe);

        assertThat(outcome.state()).as(outcome.toString()).isEqualTo(ProbeState.UP);
        assertThat(outcome.phases().keySet()).containsExactly("connect", "handshake", "pong", "echo");
        assertThat(probe.isRemote()).isTrue();
        census.assertNoneLeft(Duration.ofSeconds(10));
    }

    @Test
    void checkWhenTokenIsInTheSubprotocolsThenUpAndBearerPicked() throws Exception {
        ProbeOutcome outcome = Timed.check(probe("/strict")
                .token(() -> Secret.of(TOKEN), TokenPlace.SUBPROTOCOL_PAIR)
                .expectSubprotocol("bearer")
                .build());

        assertThat(outcome.state()).as(outcome.toString()).isEqualTo(ProbeState.UP);
    }

    @Test
    void checkWhenServerPicksNoSubprotocolThenDown() throws Exception {
        assertThat(Timed.check(probe("/strict", TOKEN)
                                .expectSubprotocol("bearer")
                                .build())
                        .hint()
                        .orElseThrow())
                .contains("#websocket-subprotocol");
    }

    @Test
    void checkWhenTokenIsBadThenDeniedAndNotShown() throws Exception {
        ProbeOutcome outcome = Timed.check(probe("/strict", "forged-t0ken").build());

        assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
        assertThat(outcome.message()).contains("refused with status 401");
        assertThat(outcome.hint().orElseThrow()).contains("#websocket-denied");
        assertThat(outcome.toString()).doesNotContain("forged-t0ken");
    }

    @Test
    void checkWhenBadTokenMustBeRefusedThenUpByStatusOrCloseCodeAndDownIfLetIn() throws Exception {
        Duration within = Duration.ofSeconds(20);

        assertThat(Timed.check(probe("/strict", "forged").expectRefused(within).build())
                        .state())
                .isEqualTo(ProbeState.UP);
        ProbeOutcome late =
                Timed.check(probe("/late", "forged").expectRefused(within).build());
        assertThat(late.state()).as(late.toString()).isEqualTo(ProbeState.UP);
        assertThat(late.message()).contains("close code 4401");
        ProbeOutcome open = Timed.check(
                probe("/open", "forged").expectRefused(Duration.ofMillis(500)).build());
        assertThat(open.state()).isEqualTo(ProbeState.DOWN);
        assertThat(open.hint().orElseThrow()).contains("#websocket-not-refused");
        ProbeOutcome busy =
                Timed.check(probe("/busy", "forged").expectRefused(within).build());
        assertThat(busy.state()).isEqualTo(ProbeState.DOWN);
        assertThat(busy.message()).contains("closed with 1013");
    }

    @Test
    void checkWhenAnswerIsAnotherThenDownAtTheDeadline() throws Exception {
        ProbeOutcome outcome =
                Timed.atDeadline(probe("/mute").echo("hello", "you said hello").build(), Duration.ofSeconds(2));

        assertThat(outcome.hint().orElseThrow()).contains("#websocket-no-echo");
    }

    @Test
    void checkWhenServerEndsTheSessionAtOnceThenDownWheneverThatIsNoticed() throws Exception {
        Probe probe = probe("/busy", TOKEN).echo("hello", "you said hello").build();

        for (int i = 0; i < 20; i++) {
            ProbeOutcome outcome = Timed.check(probe);

            assertThat(outcome.state()).as(outcome.toString()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.hint().orElseThrow()).containsAnyOf("#websocket-closed", "#closed", "#reset");
        }
    }

    @Test
    void checkWhenPathIsNoEndpointThenDown() throws Exception {
        ProbeOutcome outcome = Timed.check(probe("/nothing?key=" + TOKEN).build());

        assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
        assertThat(outcome.hint().orElseThrow()).contains("#websocket-handshake-failed");
        assertThat(outcome.toString()).doesNotContain(TOKEN);
    }

    @Test
    void checkWhenServerSaysNothingThenDownAtTheDeadline() throws Exception {
        try (LoopbackServer silent = LoopbackServer.silent()) {
            ProbeOutcome outcome = Timed.atDeadline(
                    WebSocketProbeBuilder.to(URI.create("ws://127.0.0.1:" + silent.port() + "/"))
                            .build(),
                    Duration.ofSeconds(2));

            assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.hint().orElseThrow()).contains("#websocket-handshake-timed-out");
        }
    }

    @Test
    void checkWhenNothingListensThenRefused() throws Exception {
        LoopbackServer gone = LoopbackServer.silent();
        gone.close();

        assertThat(Timed.check(WebSocketProbeBuilder.to(URI.create("ws://127.0.0.1:" + gone.port() + "/"))
                                .build())
                        .hint()
                        .orElseThrow())
                .contains("#refused");
    }

    @Test
    void toWhenUriIsAnotherKindThenRefusedWithoutSecrets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebSocketProbeBuilder.to(URI.create("http://user:hunter2@host/")))
                .withMessageNotContaining("hunter2");
    }
}
