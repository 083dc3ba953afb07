package io.handclasp.examples.containers;

import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What endpoints say. */
final class Replies {
    private Replies() {}

    static void send(Session session, String text) {
        try {
            session.getBasicRemote().sendText(text);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
