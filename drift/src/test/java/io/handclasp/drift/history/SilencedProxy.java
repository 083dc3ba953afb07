package io.handclasp.drift.history;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a server and, from a moment on, passes on nothing that it says, as a network does that broke. */
final class SilencedProxy implements AutoCloseable {
    private final ServerSocket front;
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    private SilencedProxy(ServerSocket front) {
        this.front = front;
    }

    static SilencedProxy before(int port) throws IOException {
        SilencedProxy proxy = new SilencedProxy(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        proxy.start(() -> {
            while (true) {
                Socket client = proxy.front.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                proxy.open.addAll(List.of(client, server));
                proxy.start(() -> proxy.pass(client.getInputStream(), server.getOutputStream(), false));
                proxy.start(() -> proxy.pass(server.getInputStream(), client.getOutputStream(), true));
            }
        });
        return proxy;
    }

    private interface Loop {
        void run() throws IOException;
    }

    private void start(Loop loop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (IOException closed) {
                        // Whoever closes a socket ends the loop that reads from it.
                        silent = true;
                    }
                },
                "silenced-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void pass(InputStream from, OutputStream to, boolean answers) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            if (!answers || !silent) {
                to.write(buffer, 0, n);
                to.flush();
            }
        }
    }

    int port() {
        return front.getLocalPort();
    }

    void silence() {
        silent = true;
    }

    @Override
    public void close() throws IOException {
        front.close();
        for (Closeable socket : open) {
            socket.close();
        }
    }
}
