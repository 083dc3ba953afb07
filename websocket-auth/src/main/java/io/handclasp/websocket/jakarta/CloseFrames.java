package io.handclasp.websocket.jakarta;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;

/** Closes sessions so that their clients learn why. */
final class CloseFrames {
    private CloseFrames() {}

    /**
     * Sends a close frame. A thread that was interrupted before sends it all the same: Tomcat would cut the connection in its place.
     *
     * @throws IOException when the client is gone
     * @throws IllegalStateException when the session is closed
     */
    static void send(Session container, int code, String reason) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            container.close(new CloseReason(() -> code, reason));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
