package io.handclasp.examples.soak;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.handclasp.core.Secret;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Reads all that Handclasp logs, down to DEBUG, and looks for tokens and secrets in it. Nothing is printed. Thread-safe. */
final class SecretWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final String LIBRARY = "io.handclasp";
    /** Each token of the soak begins so: the start of a JSON object in Base64. */
    private static final String TOKEN = "eyJ";

    private final List<String> secrets;
    private final Ledger ledger;
    private final AtomicLong lines = new AtomicLong();
    private final Logger logger = (Logger) LoggerFactory.getLogger(LIBRARY);

    private SecretWatch(Secret clientSecret, Ledger ledger) {
        this.secrets = List.of(TOKEN, clientSecret.reveal());
        this.ledger = ledger;
    }

    static SecretWatch start(Secret clientSecret, Ledger ledger) {
        SecretWatch watch = new SecretWatch(clientSecret, ledger);
        watch.setContext(watch.logger.getLoggerContext());
        watch.start();
        watch.logger.setLevel(Level.DEBUG);
        watch.logger.setAdditive(false);
        watch.logger.addAppender(watch);
        return watch;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.incrementAndGet();
        check(event.getFormattedMessage(), event);
        for (IThrowableProxy thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
            check(thrown.getMessage(), event);
        }
    }

    private void check(@Nullable String text, ILoggingEvent event) {
        if (text != null && secrets.stream().anyMatch(text::contains)) {
            ledger.violation("a secret was logged by " + event.getLoggerName());
        }
    }

    /** How many messages were read. */
    long lines() {
        return lines.get();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
