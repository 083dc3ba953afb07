package io.handclasp.docs.snippets;

import io.handclasp.websocket.jakarta.FilterModeConfigurator;
import io.handclasp.websocket.jakarta.Handclasp;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

// tag::filtered-endpoint[]
@ServerEndpoint(value = "/chat", configurator = FilterModeConfigurator.class)
public class FilteredChat {
    @OnOpen
    public void opened(Session session) {
        String user = Handclasp.identity(session).orElseThrow().subject();
        session.getAsyncRemote().sendText("welcome, " + user);
    }
}
// end::filtered-endpoint[]
