package io.handclasp.probes.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.testing.LoopbackServer;
import io.handclasp.probes.testing.Timed;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server accepts the handshake when the probe has gone: the session must not stay open. */
class LateHandshakeTests {
    private static final Pattern KEY = Pattern.compile("(?i)\r\nSec-WebSocket-Key: *(\\S+)");
    private static final int END = -1;
    private static final int CLOSE_FRAME = 0x88;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    /** The first byte that comes over each session. */
    private final BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();

    private LoopbackServer server;
    private Probe probe;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start(this::serve);
        probe = WebSocketProbeBuilder.to(URI.create("ws://127.0.0.1:" + server.port() + "/"))
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        answer.countDown();
        server.close();
    }

    private void serve(Socket connection, LoopbackServer self) throws Exception {
        self.readHead(connection);
        if (self.requests().isEmpty()) {
            // The probe looked only whether it can connect.
            return;
        }
        asked.countDown();
        answer.await();
        connection.getOutputStream().write(accepted(self.requests().get(0)));
        InputStream in = connection.getInputStream();
        int first = in.read();
        seen.add(first);
        if (first == CLOSE_FRAME) {
            connection.getOutputStream().write(new byte[] {(byte) CLOSE_FRAME, 2, 3, (byte) 0xe8});
            in.readAllBytes();
        }
    }

    private static byte[] accepted(String request) throws GeneralSecurityException {
        Matcher key = KEY.matcher(request);
        assertThat(key.find()).isTrue();
        byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void checkWhenInterruptedDuringTheHandshakeThenTheSessionThatOpensLaterIsClosed() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<ProbeOutcome> outcome = threads.submit(() -> Timed.check(probe));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            threads.shutdownNow();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> outcome.get(20, TimeUnit.SECONDS))
                    .withCauseInstanceOf(InterruptedException.class);

            answer.countDown();

            assertThat(seen.poll(10, TimeUnit.SECONDS)).isIn(CLOSE_FRAME, END);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void checkWhenTheHandshakeTakesTooLongThenTheSessionThatOpensLaterIsClosed() throws Exception {
        ProbeOutcome outcome = Timed.atDeadline(probe, Duration.ofSeconds(2));
        assertThat(outcome.hint().orElseThrow()).contains("#websocket-handshake-timed-out");

        answer.countDown();

        assertThat(seen.poll(10, TimeUnit.SECONDS)).isIn(CLOSE_FRAME, END);
    }
}
