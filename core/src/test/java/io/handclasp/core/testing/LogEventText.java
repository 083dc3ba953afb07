package io.handclasp.core.testing;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.Arrays;

/** Everything about a log event that some layout could print. */
final class LogEventText {
    private LogEventText() {}

    static String of(ILoggingEvent event) {
        StringBuilder text = new StringBuilder();
        text.append(event.getLevel()).append(' ').append(event.getLoggerName());
        text.append(" [").append(event.getThreadName()).append("] ").append(event.getFormattedMessage());
        append(text, "arguments", Arrays.toString(event.getArgumentArray()));
        append(text, "mdc", event.getMDCPropertyMap());
        append(text, "pairs", event.getKeyValuePairs());
        append(text, "markers", event.getMarkerList());
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            text.append('\n').append(ThrowableProxyUtil.asString(thrown));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, Object value) {
        String shown = String.valueOf(value);
        if (!shown.equals("null") && !shown.equals("[]") && !shown.equals("{}")) {
            text.append(' ').append(name).append('=').append(shown);
        }
    }
}
