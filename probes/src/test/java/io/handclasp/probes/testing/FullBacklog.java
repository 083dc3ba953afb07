package io.handclasp.probes.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port that has no room for another connection and accepts none: whoever connects waits. */
public final class FullBacklog implements AutoCloseable {
    private static final int MORE_THAN_A_SYSTEM_QUEUES = 20;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> waiting = new ArrayList<>();

    public FullBacklog() throws IOException {
        for (int i = 0; i < MORE_THAN_A_SYSTEM_QUEUES; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 200);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
        close();
        throw new IOException("the system took " + MORE_THAN_A_SYSTEM_QUEUES + " connections into a backlog of 1");
    }

    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        listener.close();
    }
}
