package io.handclasp.examples.containers;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Clients that left before their verdict, as soon as the container told so: it may have answered them and hung up long before.
 * Handclasp says so in its log, and nobody else is told.
 */
final class Departures extends AppenderBase<ILoggingEvent> {
    private static final String LINE = "a client left before its verdict; endpoint path ";
    private static final long LIMIT_SECONDS = 20;

    private final Map<String, Semaphore> paths = new ConcurrentHashMap<>();

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(HandshakeConfigurator.class);
    }

    void begin() {
        setContext(logger().getLoggerContext());
        start();
        logger().addAppender(this);
    }

    void end() {
        logger().detachAppender(this);
        stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        if (message.startsWith(LINE)) {
            of(message.substring(LINE.length())).release();
        }
    }

    private Semaphore of(String path) {
        return paths.computeIfAbsent(path, name -> new Semaphore(0));
    }

    void await(String path, int clients) throws InterruptedException {
        if (!of(path).tryAcquire(clients, LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the container did not tell that " + clients + " left " + path);
        }
    }
}
