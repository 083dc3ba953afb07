package io.handclasp.examples.soak;

import io.handclasp.websocket.jakarta.Handclasp;
import io.handclasp.websocket.session.Renewal;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.token.BearerToken;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host's own code: greets, echoes, and renews. */
final class SoakEndpoint extends Endpoint {
    static final String PATH = "/soak";
    static final String WELCOME = "welcome ";
    static final String RENEW = "renew ";
    static final String RENEWED = "renewed";
    static final String NOT_JUDGED = "renewal failed";
    static final String REFUSED = "renewal refused";

    private static final Logger log = LoggerFactory.getLogger(SoakEndpoint.class);
    private static final SendHandler GONE = sent -> {
        if (!sent.isOK()) {
            log.debug("a client left before it was answered");
        }
    };

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {
            if (text.startsWith(RENEW)) {
                renew(session, text.substring(RENEW.length()));
            } else {
                send(session, text);
            }
        });
        send(session, WELCOME + Handclasp.identity(session).orElseThrow().subject());
    }

    private static void renew(Session session, String text) {
        SessionGate gate = Handclasp.gate(session).orElseThrow();
        gate.renew(BearerToken.parse(text).orElseThrow()).thenAccept(renewal -> send(session, answer(renewal)));
    }

    private static String answer(Renewal renewal) {
        if (renewal instanceof Renewal.Renewed) {
            return RENEWED;
        }
        return renewal instanceof Renewal.NotJudged ? NOT_JUDGED : REFUSED;
    }

    private static void send(Session session, String text) {
        try {
            session.getAsyncRemote().sendText(text, GONE);
        } catch (IllegalStateException closed) {
            log.debug("a session was closed before it was answered", closed);
        }
    }
}
