package io.handclasp.core.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Captures everything that is logged while it is open, at every level and from every logger, and keeps it from the
 * console. Only one may be open at a time, since the level of the root logger is set for the whole process.
 *
 * <pre>{@code
 * try (LogCapture log = LogCapture.start()) {
 *     ...
 *     log.assertDoesNotContain(token);
 * }
 * }</pre>
 */
public final class LogCapture implements AutoCloseable {
    private final Logger root;
    private final Level previousLevel;
    private final List<Appender<ILoggingEvent>> previousAppenders = new ArrayList<>();
    private final Collector collector = new Collector();

    private LogCapture(LoggerContext context) {
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        previousLevel = root.getLevel();
        root.iteratorForAppenders().forEachRemaining(previousAppenders::add);
        previousAppenders.forEach(root::detachAppender);
        collector.setContext(context);
        collector.start();
        root.addAppender(collector);
        root.setLevel(Level.TRACE);
    }

    /**
     * Starts to capture.
     *
     * @return the capture, to be closed
     */
    public static LogCapture start() {
        return new LogCapture((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    /**
     * All that was logged so far: level, logger, thread, message, arguments, MDC, key-value pairs, markers and throwables
     * with their causes, suppressed ones and stack traces.
     *
     * @return the text, one or more lines for each event
     */
    public String text() {
        return collector.events.stream().map(LogEventText::of).collect(Collectors.joining("\n"));
    }

    /**
     * The formatted messages, with their levels: {@code "WARN message"}.
     *
     * @return the messages in the order in which they were logged
     */
    public List<String> messages() {
        return collector.events.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    /**
     * Fails if one of the texts occurs in anything that was logged.
     *
     * @param secrets the texts
     * @throws AssertionError if one occurs; tells which by its position, not by its value
     */
    public void assertDoesNotContain(String... secrets) {
        String all = text();
        for (int i = 0; i < secrets.length; i++) {
            if (all.contains(secrets[i])) {
                throw new AssertionError("the log contains text number " + (i + 1) + ":\n"
                        + all.replace(secrets[i], "<text " + (i + 1) + ">"));
            }
        }
    }

    /** Puts the level and the appenders back. */
    @Override
    public void close() {
        root.detachAppender(collector);
        collector.stop();
        root.setLevel(previousLevel);
        previousAppenders.forEach(root::addAppender);
    }

    private static final class Collector extends AppenderBase<ILoggingEvent> {
        private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            // Fixes the thread name, the MDC and the message, which are else found out when they are asked for.
            event.prepareForDeferredProcessing();
            events.add(event);
        }
    }
}
