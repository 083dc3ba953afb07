package io.handclasp.examples.containers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.handclasp.core.testing.LogCapture;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Captures what is logged while a container runs, through whatever logging it uses. */
public final class ContainerLogs {
    private static final List<String> CONTAINERS = List.of(
            "org.eclipse.jetty",
            "io.undertow",
            "org.xnio",
            "org.jboss",
            "org.apache",
            "org.glassfish",
            "org.springframework",
            // Spring's part of it writes the headers of each handshake at TRACE, under the name of the class that
            // extends it.
            "io.handclasp.examples.containers.spring.TokenHandshakeHandler");

    private ContainerLogs() {}

    /**
     * Starts to capture everything, but containers at their default levels only: what one traces when it is told to is no
     * business of Handclasp.
     */
    public static LogCapture capture() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        LogCapture log = LogCapture.start();
        for (String own : CONTAINERS) {
            ((Logger) LoggerFactory.getLogger(own)).setLevel(Level.INFO);
        }
        return log;
    }
}
