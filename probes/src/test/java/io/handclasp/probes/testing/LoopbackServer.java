package io.handclasp.probes.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a free port of the loopback interface; what it does with a connection is up to its script. */
public final class LoopbackServer implements AutoCloseable {
    /** What is done with one connection. */
    @FunctionalInterface
    public interface Script {
        void serve(Socket connection, LoopbackServer server) throws Exception;
    }

    private final ServerSocket listener;
    private final Script script;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    private LoopbackServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    public static LoopbackServer start(Script script) throws IOException {
        return start(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), script);
    }

    public static LoopbackServer start(ServerSocket listener, Script script) {
        LoopbackServer server = new LoopbackServer(listener, script);
        server.run(server::accept);
        return server;
    }

    /** Accepts and says nothing. */
    public static LoopbackServer silent() throws IOException {
        return start((connection, server) -> server.awaitClose());
    }

    /** Sends a byte a second of something, for ever. */
    public static LoopbackServer dripping(String text) throws IOException {
        return start((connection, server) -> {
            OutputStream out = connection.getOutputStream();
            for (int i = 0; !server.closed.await(i < text.length() / 2 ? 0 : 1_000, TimeUnit.MILLISECONDS); i++) {
                out.write(i < text.length() ? text.charAt(i) : 'x');
                out.flush();
            }
        });
    }

    /** Cuts each connection with a reset, after the first byte of a request. */
    public static LoopbackServer resetting() throws IOException {
        return start((connection, server) -> {
            connection.getInputStream().read();
            connection.setSoLinger(true, 0);
            connection.close();
        });
    }

    /** Answers each request with the same text and closes. */
    public static LoopbackServer answering(String... answer) throws IOException {
        return start((connection, server) -> {
            server.readHead(connection);
            connection.getOutputStream().write(String.join("\r\n", answer).getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Reads up to the empty line. */
    public void readHead(Socket connection) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                return;
            }
            head.append((char) next);
        }
        requests.add(head.toString());
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    private void run(Runnable work) {
        Thread thread = new Thread(work, "loopback-server");
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                Socket connection = listener.accept();
                connections.incrementAndGet();
                sockets.add(connection);
                run(() -> serve(connection));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            script.serve(connection, this);
        } catch (Exception theClientWentAway) {
            // The tests look at what the client saw.
            requests.add(theClientWentAway.toString());
        }
        sockets.remove(connection);
        threads.remove(Thread.currentThread());
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
        for (Thread thread : List.copyOf(threads)) {
            Joining.join(thread);
        }
    }
}
