package io.handclasp.websocket.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One listening socket whose connections the test drives by hand, so that it knows what happened before what. */
final class RawServer implements AutoCloseable {
    private static final int LIMIT_MILLIS = 20_000;
    private static final String HEAD_END = "\r\n\r\n";

    private final ServerSocket listener;

    private RawServer(ServerSocket listener) {
        this.listener = listener;
    }

    static RawServer start() throws IOException {
        ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(LIMIT_MILLIS);
        return new RawServer(listener);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/introspect");
    }

    /** Accepts the next connection and reads the head of its request. */
    Socket acceptRequest() throws IOException {
        Socket socket = listener.accept();
        socket.setSoTimeout(LIMIT_MILLIS);
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(HEAD_END)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ended within its head");
            }
            head.write(next);
        }
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Waits until the other end closes or resets the connection; what it still sends is dropped. */
    static void awaitClosed(Socket socket) throws IOException {
        byte[] dropped = new byte[1024];
        try {
            int count = 0;
            while (count >= 0) {
                count = socket.getInputStream().read(dropped);
            }
        } catch (SocketException reset) {
            return; // closed, less politely
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
