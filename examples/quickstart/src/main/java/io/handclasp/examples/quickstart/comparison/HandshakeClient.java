package io.handclasp.examples.quickstart.comparison;

import io.handclasp.core.Redaction;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;
import org.glassfish.tyrus.core.HandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real WebSocket client that opens a connection, notes what it sees, and closes it again. Thread-safe. */
final class HandshakeClient {
    private static final Logger log = LoggerFactory.getLogger(HandshakeClient.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final ClientManager client = ClientManager.createClient(JdkClientContainer.class.getName());
    private final Expectation expectation;

    /** What counts as admitted. */
    enum Expectation {
        /** The endpoint's first message. */
        MESSAGE(LONGEST_WAIT),
        /** A connection that is still open a second later: a deferred guard opens first and judges then. */
        OPEN(Duration.ofSeconds(1));

        private final Duration wait;

        Expectation(Duration wait) {
            this.wait = wait;
        }
    }

    HandshakeClient(Expectation expectation) {
        this.expectation = expectation;
        client.getProperties().put(ClientProperties.HANDSHAKE_TIMEOUT, (int) LONGEST_WAIT.toMillis());
        client.getProperties().put(ClientProperties.SHARED_CONTAINER_IDLE_TIMEOUT, 1);
    }

    Answer connect(URI url, TokenOffer offer) {
        Visit visit = new Visit(expectation == Expectation.OPEN);
        try {
            Session session = client.connectToServer(visit, offer.clientConfig(), url);
            Answer answer = visit.answerWithin(expectation.wait);
            close(session);
            return answer;
        } catch (DeploymentException | IOException failure) {
            return visit.refused(describe(failure));
        }
    }

    private static void close(Session session) {
        try {
            session.close();
        } catch (IOException | IllegalStateException gone) {
            log.debug("the connection was gone already: {}", Redaction.describe(gone));
        }
    }

    private static String describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HandshakeException answered && answered.getHttpStatusCode() > 0) {
                return "HTTP " + answered.getHttpStatusCode();
            }
        }
        return Redaction.describe(failure);
    }
}
