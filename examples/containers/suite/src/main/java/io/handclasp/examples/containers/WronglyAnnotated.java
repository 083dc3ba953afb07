package io.handclasp.examples.containers;

import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** An annotated endpoint with a configurator that can only guard programmatic ones: a mistake that must let nobody in. */
@ServerEndpoint(value = WronglyAnnotated.PATH, configurator = WronglyAnnotated.Guard.class)
public class WronglyAnnotated {
    /** Where it is deployed. */
    public static final String PATH = "/wrong";

    private static final AtomicInteger OPENED = new AtomicInteger();

    /** How many sessions were opened. */
    static int opened() {
        return OPENED.get();
    }

    /** Must not come to pass. */
    @OnOpen
    public void opened(Session session) {
        OPENED.incrementAndGet();
    }

    /** Would echo. */
    @OnMessage
    public String heard(String text) {
        return "echo " + text;
    }

    /** A guard as a container can make it. */
    public static final class Guard extends HandshakeConfigurator {
        /** Made by the container. */
        public Guard() {
            super(new Judge().authenticator(Duration.ofSeconds(5)));
        }
    }
}
