package io.handclasp.examples.soak;

import io.handclasp.core.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A handshake whose client resets the connection before it was answered, or while it is. */
final class TornHandshake {
    private static final int CONNECT_MILLIS = 5_000;

    private TornHandshake() {}

    /** Sends it, whole or half, and is gone after so many milliseconds, or at the end. */
    static void send(URI url, Secret token, boolean whole, int millis, CountDownLatch end) throws IOException {
        byte[] request = ("GET " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer " + token.reveal()
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), CONNECT_MILLIS);
            socket.setSoLinger(true, 0); // close() sends a reset
            socket.getOutputStream().write(request, 0, whole ? request.length : request.length / 2);
            boolean unused = end.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
