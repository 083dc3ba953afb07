package io.handclasp.examples.containers;

import io.handclasp.websocket.jakarta.FilterModeConfigurator;
import io.handclasp.websocket.jakarta.Handclasp;
import io.handclasp.websocket.verify.Identity;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** An annotated endpoint as it stands behind the filter. */
@ServerEndpoint(value = AnnotatedEcho.PATH, configurator = FilterModeConfigurator.class)
public class AnnotatedEcho {
    /** Where it is deployed. */
    public static final String PATH = "/filtered/annotated";

    /** Greets. */
    @OnOpen
    public void opened(Session session) {
        Replies.send(
                session,
                "welcome " + Handclasp.identity(session).map(Identity::subject).orElse("nobody"));
    }

    /** Echoes. */
    @OnMessage
    public String heard(String text) {
        return "echo " + text;
    }
}
