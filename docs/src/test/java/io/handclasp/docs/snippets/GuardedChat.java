package io.handclasp.docs.snippets;

import io.handclasp.websocket.jakarta.Handclasp;
import io.handclasp.websocket.session.Renewal;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.token.BearerToken;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.util.Optional;

// tag::renewing-endpoint[]
public class GuardedChat extends Endpoint {
    private static final String RENEW = "renew ";

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {
            if (text.startsWith(RENEW)) {
                renew(session, text.substring(RENEW.length()));
            } else {
                session.getAsyncRemote().sendText("you said " + text);
            }
        });
    }

    private static void renew(Session session, String text) {
        SessionGate gate = Handclasp.gate(session).orElseThrow();
        Optional<BearerToken> token = BearerToken.parse(text);
        if (token.isEmpty()) {
            session.getAsyncRemote().sendText("renewal refused");
            return;
        }
        gate.renew(token.get()).thenAccept(renewal -> {
            if (renewal instanceof Renewal.Renewed) {
                session.getAsyncRemote()
                        .sendText("renewed for " + gate.timeLeft().toSeconds() + " s");
            } else if (renewal instanceof Renewal.Refused) {
                session.getAsyncRemote().sendText("renewal refused");
            } else if (renewal instanceof Renewal.NotJudged) {
                session.getAsyncRemote().sendText("renewal failed, try again");
            }
        });
    }
}
// end::renewing-endpoint[]
