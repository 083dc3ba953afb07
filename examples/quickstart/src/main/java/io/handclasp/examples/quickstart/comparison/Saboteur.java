package io.handclasp.examples.quickstart.comparison;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.handclasp.core.Redaction;
import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.examples.quickstart.agent.LoopbackHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One loopback port for each {@link Fault}. What is sent there really goes wrong; nothing is simulated in the client. */
final class Saboteur implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Saboteur.class);
    private static final int READ_LIMIT_MILLIS = 1_000;
    private static final int SHORTEST_HANG_MILLIS = 1_000;
    private static final int HANG_SPREAD_MILLIS = 300;

    private final Random random;
    private final Socket refusing = new Socket();
    private final ServerSocket resetting;
    private final HttpServer failing;
    private final HttpServer hanging;
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(1, NamedThreads.daemon("saboteur-timer"));

    private Saboteur(long seed) throws IOException {
        random = new Random(seed);
        // Bound, but not listening: the port belongs to us and the kernel refuses every connection to it.
        refusing.bind(LoopbackHttp.freePort());
        resetting = new ServerSocket(0, LoopbackHttp.BACKLOG, InetAddress.getLoopbackAddress());
        failing = httpServer(exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(500, -1);
            }
        });
        hanging = httpServer(this::hang);
        NamedThreads.daemon("saboteur-resets").newThread(this::resetAll).start();
    }

    static Saboteur start(long seed) throws IOException {
        return new Saboteur(seed);
    }

    /** Where to send a call that is to meet a fault. */
    InetSocketAddress addressOf(Fault fault) {
        return switch (fault) {
            case REFUSED -> (InetSocketAddress) refusing.getLocalSocketAddress();
            case RESET -> (InetSocketAddress) resetting.getLocalSocketAddress();
            case ERROR_500 -> failing.getAddress();
            case HANG -> hanging.getAddress();
            case NONE -> throw new IllegalArgumentException("NONE is no fault");
        };
    }

    private static HttpServer httpServer(HttpHandler handler) throws IOException {
        HttpServer server = LoopbackHttp.create();
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private void hang(HttpExchange exchange) {
        int millis = SHORTEST_HANG_MILLIS + random.nextInt(HANG_SPREAD_MILLIS);
        ScheduledFuture<?> unused = timer.schedule(exchange::close, millis, TimeUnit.MILLISECONDS);
    }

    private void resetAll() {
        while (!resetting.isClosed()) {
            try (Socket socket = resetting.accept()) {
                socket.setSoLinger(true, 0); // close() then sends a reset, also to who says nothing
                socket.setSoTimeout(READ_LIMIT_MILLIS);
                int first = socket.getInputStream().read();
                log.trace("the first byte of a request was {}", first);
            } catch (IOException failure) {
                log.debug("a connection could not be reset: {}", Redaction.describe(failure));
            }
        }
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        failing.stop(0);
        hanging.stop(0);
        resetting.close();
        refusing.close();
    }
}
