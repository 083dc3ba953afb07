package io.handclasp.websocket.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An auth service on one loopback port. It answers or misbehaves as it is told, can be taken down with all its connections
 * reset, and comes back on the same port. It has a thread for each connection; {@link #close()} ends them all.
 */
final class FaultService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FaultService.class);
    /** Room for a burst: what does not fit waits a second for its next try to connect. */
    private static final int BACKLOG = 512;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "fault-service"));
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile Behaviour behaviour;
    private volatile Optional<SSLContext> tls = Optional.empty();
    private ServerSocket listener;
    private Future<?> acceptor;

    /** What the service does with one request. */
    @FunctionalInterface
    interface Behaviour {
        /** Called on the thread of the connection, which is closed when this throws. */
        void meet(Exchange exchange) throws IOException;
    }

    FaultService(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        listen(0);
        this.port = listener.getLocalPort();
    }

    int port() {
        return port;
    }

    /** From the next request on, on whatever connection. */
    void behave(Behaviour other) {
        behaviour = other;
    }

    /** Stops listening, then resets every connection. */
    void goDown() throws IOException {
        listener.close();
        awaitAcceptor();
        for (Socket connection : connections) {
            Exchange.reset(connection);
        }
    }

    private void awaitAcceptor() throws IOException {
        try {
            acceptor.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } catch (ExecutionException | TimeoutException stuck) {
            throw new IOException("the listener does not end", stuck);
        }
    }

    void comeBack() throws IOException {
        listen(port);
    }

    /** Goes down and comes back with another certificate, so that no connection of before remains. */
    void restartWith(SSLContext certificate) throws IOException {
        goDown();
        tls = Optional.of(certificate);
        comeBack();
    }

    private void listen(int wanted) throws IOException {
        ServerSocket opened = new ServerSocket(wanted, BACKLOG, InetAddress.getLoopbackAddress());
        listener = opened;
        acceptor = threads.submit(() -> accept(opened));
    }

    private void accept(ServerSocket from) {
        try {
            while (!from.isClosed()) {
                Socket connection = from.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                threads.execute(() -> serve(connection));
            }
        } catch (IOException closed) {
            log.debug("no longer listening: {}", closed.getMessage());
        }
    }

    private void serve(Socket connection) {
        try (Socket socket = secured(connection)) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Optional<Exchange> exchange = Exchange.next(connection, in, socket.getOutputStream());
            while (exchange.isPresent()) {
                behaviour.meet(exchange.get());
                exchange = Exchange.next(connection, in, socket.getOutputStream());
            }
        } catch (IOException gone) {
            log.debug("a connection ended: {}", gone.getClass().getSimpleName());
        } finally {
            connections.remove(connection);
        }
    }

    private Socket secured(Socket connection) throws IOException {
        if (tls.isEmpty()) {
            return connection;
        }
        SSLSocket socket = (SSLSocket) tls.get().getSocketFactory().createSocket(connection, null, true);
        socket.setUseClientMode(false);
        return socket;
    }

    @Override
    public void close() throws IOException {
        goDown();
        threads.shutdown();
    }
}
