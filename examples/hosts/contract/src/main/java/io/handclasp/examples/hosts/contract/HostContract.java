package io.handclasp.examples.hosts.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.containers.ContainerLogs;
import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.examples.containers.wire.RawConnection.Response;
import io.handclasp.examples.hosts.ChatSettings;
import io.handclasp.examples.hosts.RunningChat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every host shows over real sockets. */
public abstract class HostContract {
    private static final String ALICE = AuthServiceDouble.token("alice");
    private static final String BOB = AuthServiceDouble.token("bob");
    private static final String BAD = "nobody-knows-this-one";

    private final ManualTimeSource time = new ManualTimeSource();
    private final LogCapture log = ContainerLogs.capture();
    private AuthServiceDouble authService;
    private ThreadCensus census;
    private RunningChat chat;

    /** For the hosts. */
    @SuppressWarnings("NullAway.Init")
    protected HostContract() {}

    /** Starts the host. */
    protected abstract RunningChat start(ChatSettings settings, TimeSource timeSource) throws Exception;

    /** How a client is told that it was refused: by default, the connection is accepted and closed. */
    protected String refusal(int httpStatus, int closeCode) {
        return "close " + closeCode + " ";
    }

    /** Where the health is. */
    protected String healthPath() {
        return "/health";
    }

    @BeforeEach
    final void start() throws Exception {
        time.setWall(TimeSource.system().now());
        authService = new AuthServiceDouble(time);
        census = ThreadCensus.take();
        chat = start(settings(0), time);
        Warmth.await(chat.port(), AuthServiceDouble.token("warmth"));
    }

    /** After each test: nothing is left, and no secret was logged. */
    @AfterEach
    final void stop() {
        chat.close();
        Leftovers.assertNone(census);
        authService.close();
        log.close();
        log.assertDoesNotContain(ALICE, BOB, BAD, AuthServiceDouble.CLIENT_SECRET.reveal());
    }

    private ChatSettings settings(int port) {
        return new ChatSettings(
                "127.0.0.1",
                port,
                authService.endpoint(),
                AuthServiceDouble.CLIENT_ID,
                AuthServiceDouble.CLIENT_SECRET,
                AuthServiceDouble.AUDIENCE);
    }

    private RawConnection connect(Handshake handshake) throws IOException {
        RawConnection client = RawConnection.open(chat.port());
        client.send(handshake.bytes());
        assertThat(client.response().status()).isEqualTo(101);
        return client;
    }

    private static Handshake with(String token) {
        return Handshake.to("/chat").bearer(token);
    }

    /** What a client is told first. */
    private String firstHeard(Handshake handshake) throws IOException {
        try (RawConnection client = RawConnection.open(chat.port())) {
            client.send(handshake.bytes());
            int status = client.response().status();
            if (status != 101) {
                return "status " + status;
            }
            String first = client.hear();
            leave(client);
            return first;
        }
    }

    /** As clients should: Tomcat keeps a thread of its own when it is stopped while a session still waits for this. */
    private static void leave(RawConnection client) throws IOException {
        client.sendRegardless(RawConnection.close(1000));
        client.waitForEnd();
    }

    private Response health() throws IOException {
        try (RawConnection client = RawConnection.open(chat.port())) {
            client.send(("GET " + healthPath() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return client.response();
        }
    }

    @Test
    void connectWhenTokenIsGoodThenWelcomeAndElseRefused() throws Exception {
        try (RawConnection client = connect(with(ALICE))) {
            assertThat(client.hear()).isEqualTo("text welcome alice");
            client.send(RawConnection.text("hi"));
            assertThat(client.hear()).isEqualTo("text alice: hi");
            leave(client);
        }
        assertThat(firstHeard(Handshake.to("/chat").browser(BOB))).isEqualTo("text welcome bob");
        assertThat(firstHeard(with(BAD))).startsWith(refusal(401, 4401));
        assertThat(firstHeard(Handshake.to("/chat"))).startsWith(refusal(401, 4401));
    }

    @Test
    void sessionWhenItsTokenExpiresThenClosed() throws Exception {
        try (RawConnection client = connect(with(ALICE))) {
            assertThat(client.hear()).isEqualTo("text welcome alice");

            time.advance(AuthServiceDouble.LIFETIME);

            assertThat(client.hear()).startsWith("close 4401 the token expired");
            leave(client);
        }
    }

    @Test
    void authServiceWhenGoneThenNobodyIsToldThatHisTokenIsBad() throws Exception {
        assertThat(firstHeard(with(ALICE))).isEqualTo("text welcome alice");
        assertThat(health().status()).isEqualTo(200);

        authService.close();
        time.advance(Duration.ofSeconds(2));

        assertThat(firstHeard(with(BOB))).startsWith(refusal(503, 1013));
        assertThat(firstHeard(with(ALICE))).as("a remembered verdict").isEqualTo("text welcome alice");
        Response health = health();
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.header("Content-Type")).contains("json");
        assertThat(health.body()).contains("\"auth-service\"", "\"DOWN\"");
    }

    @Test
    void startWhenPortIsTakenThenFailsAndLeavesNothing() throws Exception {
        chat.close();
        Leftovers.assertNone(census);
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();

            assertThatThrownBy(() -> start(settings(port), time)).isNotNull();

            Leftovers.assertNone(census);
        }
        chat = start(settings(port), time);
        assertThat(chat.port()).as("when the port is free").isEqualTo(port);
    }
}
