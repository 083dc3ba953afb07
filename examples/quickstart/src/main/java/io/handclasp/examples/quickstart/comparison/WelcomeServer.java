package io.handclasp.examples.quickstart.comparison;

import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** A WebSocket server on loopback that welcomes the subject of a good token as soon as the connection is open. */
interface WelcomeServer extends AutoCloseable {
    String PATH = "/welcome";
    String GREETING = "welcome ";

    URI url();

    @Override
    void close();

    /** Says whose token it was. */
    static void greet(Session session, String subject) {
        try {
            session.getBasicRemote().sendText(GREETING + subject);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
